package io.tributary.ingestion.source;

/**
 * How much a source's word counts between values of a trait: trust comes before the time of the statement, priority behind
 * it. Higher wins; sources are equal by default.
 */
public record Rank(int trust, int priority) {

    public static final Rank EQUAL = new Rank(0, 0);
}
