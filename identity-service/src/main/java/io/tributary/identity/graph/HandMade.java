package io.tributary.identity.graph;

import org.jspecify.annotations.Nullable;

/**
 * A join that a person said.
 *
 * @param rule {@link EvidenceEdge#OPERATOR} or {@link EvidenceEdge#SUGGESTION}
 * @param reference the suggestion's id, or empty
 * @param account who said so
 * @param weight bits of evidence behind it; null when the person alone stands for it
 * @param at suite milliseconds
 */
public record HandMade(
        String rule,
        String reference,
        String account,
        @Nullable Double weight,
        long at) {

    /** Somebody joined two profiles on their own. */
    public static HandMade byOperator(String account, long at) {
        return new HandMade(EvidenceEdge.OPERATOR, "", account, null, at);
    }

    /** Somebody accepted a suggestion. */
    public static HandMade bySuggestion(String suggestion, double bits, String account, long at) {
        return new HandMade(EvidenceEdge.SUGGESTION, suggestion, account, bits, at);
    }

    /** Whether it joins what a split or a rejected suggestion set apart: only who looked at the two profiles may. */
    boolean overrulesSplits() {
        return rule.equals(EvidenceEdge.OPERATOR);
    }
}
