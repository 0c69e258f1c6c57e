package io.tributary.identity.linkage;

import java.util.List;

/**
 * Why a pair has its score: from the prior up or down, step by step. The prior and all steps add up to the score.
 *
 * @param prior bits before anything is compared
 * @param steps one per compared field in the table's order; before them, where people of one block share more than its
 *     key, one for the key as a whole, and then the fields of the key say nothing of their own
 */
public record Waterfall(double prior, List<Step> steps) {

    /** What a field says when one side has no value. */
    public static final String NO_VALUE = "no value";

    /** What a blocking rule says when both have its key. */
    public static final String SAME_BLOCK = "same key";

    public Waterfall {
        steps = List.copyOf(steps);
    }

    /**
     * One part.
     *
     * @param field its name, or that of a blocking rule
     * @param level in words, {@link #NO_VALUE} or {@link #SAME_BLOCK}
     * @param bits above zero speaks for one person, below zero against
     */
    public record Step(String field, String level, double bits) {}

    /** The score: log2 of the odds. */
    public double bits() {
        return prior + steps.stream().mapToDouble(Step::bits).sum();
    }
}
