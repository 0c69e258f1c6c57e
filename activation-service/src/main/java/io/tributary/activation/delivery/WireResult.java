package io.tributary.activation.delivery;

import io.tributary.activation.connector.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a request, as far as the wire can tell. */
public sealed interface WireResult {

    record Answered(Answer answer) implements WireResult {}

    /** It certainly did not reach the platform. */
    record NeverSent(String reason, @Nullable Duration after) implements WireResult {}

    /** It may or may not have been done: no answer came in time, or the connection broke. */
    record Lost(String reason) implements WireResult {}
}
