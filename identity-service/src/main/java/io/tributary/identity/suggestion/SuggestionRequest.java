package io.tributary.identity.suggestion;

/**
 * What a job looks for.
 *
 * @param minProbability weaker pairs are not suggested
 * @param seed of the random pairs; the same seed on the same people finds the same
 */
public record SuggestionRequest(double minProbability, long seed) {

    /** Below it a list of suggestions is mostly a list of strangers. */
    public static final double LEAST_PROBABILITY = 0.1;
}
