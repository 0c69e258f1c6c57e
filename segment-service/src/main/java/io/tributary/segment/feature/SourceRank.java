package io.tributary.segment.feature;

/**
 * How much a source's word counts between values of a trait: trust comes before the time of the statement, priority behind
 * it. Higher wins.
 */
public record SourceRank(int trust, int priority) {

    /** The rank of a source of which nobody said otherwise. */
    public static final SourceRank EQUAL = new SourceRank(0, 0);
}
