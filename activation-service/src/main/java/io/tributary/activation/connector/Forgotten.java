package io.tributary.activation.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a platform says to the wish that it forgets somebody. Reasons are wire-safe. */
public sealed interface Forgotten {

    /** It has forgotten, or will without being asked again. */
    record Yes(String detail) implements Forgotten {}

    /** Ask again. */
    record NotYet(@Nullable Duration after, String reason) implements Forgotten {}

    /** The rule of most platforms: success is yes, so is that nobody is there any more; all else is asked again. */
    static Forgotten byStatus(Answer answer) {
        var status = "status-" + answer.status();
        return answer.isSuccess() || isGone(answer) ? new Yes(status) : new NotYet(answer.retryAfter(), status);
    }

    /** Whether the platform says that it has nothing, or nothing any more, of what it shall forget. */
    static boolean isGone(Answer answer) {
        return answer.status() == 404 || answer.status() == 410;
    }
}
