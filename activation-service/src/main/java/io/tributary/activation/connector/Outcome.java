package io.tributary.activation.connector;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer means for the rows of its request. Reasons are wire-safe: they never repeat an identifier. */
public sealed interface Outcome {

    /** Done, except for the rows named here with the reason why not. */
    record Accepted(Map<WireRow, String> rejected) implements Outcome {
        public Accepted {
            rejected = Map.copyOf(rejected);
        }

        public static Accepted all() {
            return new Accepted(Map.of());
        }
    }

    /** Another request is needed for some of the rows; the others are done. */
    record Follow(Planned next) implements Outcome {}

    /** Taken, but only the job says whether it was done. */
    record Started(String job) implements Outcome {}

    /** Not now; the platform may have said when. */
    record RetryAt(@Nullable Duration after, String reason) implements Outcome {}

    /** Refused as a whole although single rows may be good: halve it. A single row that is refused so is rejected. */
    record Split(String reason) implements Outcome {}

    /** The credentials do not open the account: a person must act. */
    record AuthBroken(String reason) implements Outcome {}

    /** The list or audience cannot take rows any more: a person must act. */
    record TargetBroken(String reason) implements Outcome {}

    /** Nobody knows whether it was done. */
    record Unknown(@Nullable Duration after, String reason) implements Outcome {}
}
