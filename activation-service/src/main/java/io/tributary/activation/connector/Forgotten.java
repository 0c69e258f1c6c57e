package io.tributary.activation.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a platform says to the wish that it forgets somebody. Reasons are wire-safe. */
public sealed interface Forgotten {

    /** It has forgotten, or will without being asked again. */
    record Yes(String detail) implements Forgotten {}

    /** Ask again. */
    record NotYet(@Nullable Duration after, String reason) implements Forgotten {}

    /** The rule of most platforms: success is yes, all else is asked again. */
    static Forgotten byStatus(Answer answer) {
        var status = "status-" + answer.status();
        return answer.isSuccess() ? new Yes(status) : new NotYet(answer.retryAfter(), status);
    }
}
