package io.tributary.identity.graph;

/**
 * Since when an identifier is an erased person's, and until when. What came in before the end is about that person for
 * ever, also when it is told again after somebody came back with the identifier.
 *
 * @param at suite milliseconds of the erasure
 * @param until suite milliseconds of the return or of the lift; {@link #FOR_EVER} while there was none
 */
public record ErasedMark(long at, long until) {

    public static final long FOR_EVER = Long.MAX_VALUE;

    /** An erasure that nobody has come back from. */
    public static ErasedMark since(long at) {
        return new ErasedMark(at, FOR_EVER);
    }

    boolean covers(long receivedAt) {
        return receivedAt <= at || receivedAt < until;
    }

    /** The same person is back as of what came in then. */
    ErasedMark freedBy(long receivedAt) {
        return new ErasedMark(at, receivedAt);
    }
}
