package io.tributary.ingestion.intake;

import java.util.List;

/** What reading a body gave. */
sealed interface Reading {

    /**
     * A body of the right shape.
     *
     * @param writeKey the key that the body names; empty when it names none
     * @param calls at most {@link CallReader#MAX_CALLS}
     * @param callCount how many there were
     */
    record Envelope(String writeKey, Shared shared, List<SentCall> calls, int callCount) implements Reading {}

    /** Not JSON as we read it: the whole request is refused, since nobody knows what else is wrong with it. */
    record Malformed(String detail) implements Reading {}

    /** JSON of another shape than the route's. */
    record WrongShape(String pointer, String detail) implements Reading {}
}
