package io.tributary.identity.suggestion;

import io.tributary.identity.change.BlastRadius;
import io.tributary.identity.graph.Guard;
import java.util.UUID;

/** What became of an answer to a suggestion. */
public sealed interface DecisionVerdict {

    /** Both are one now. */
    record Merged(UUID survivor, BlastRadius radius) implements DecisionVerdict {}

    /** Both stay two people. */
    record KeptApart() implements DecisionVerdict {}

    /**
     * Somebody gave the same answer before.
     *
     * @param profile where the left profile leads now
     */
    record DecidedSo(UUID profile) implements DecisionVerdict {}

    /** Somebody gave the other answer before. */
    record DecidedOtherwise(SuggestionState state) implements DecisionVerdict {}

    /** Something else made them one since it was suggested. */
    record AlreadyOne(UUID profile) implements DecisionVerdict {}

    /** One person cannot have what both have together. */
    record Refused(Guard guard) implements DecisionVerdict {}

    /** No such suggestion. */
    record Unknown() implements DecisionVerdict {}
}
