package io.tributary.segment.stay;

/**
 * One end of a stay. Times are suite time in milliseconds.
 *
 * @param at the instant from which the standing holds by what was known: never after {@code decidedAt}
 * @param decidedAt from when it was so for everybody who asked
 * @param version of the segment that decided
 * @param cause such as {@code event}, {@code clock} or {@code merged}
 * @param causeId message id of an event, the other profile of a merge, else empty
 */
public record Bound(long at, long decidedAt, int version, String cause, String causeId) {}
