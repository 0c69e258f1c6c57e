package io.tributary.segment.computed;

import io.tributary.segment.rule.Figure;
import java.time.Instant;

/**
 * One version of a computed trait; never changed once stored.
 *
 * @param number 1 for the first, rising by one
 * @param createdBy the account's id in the identity provider
 */
public record TraitVersion(int number, TraitWords words, Figure figure, Instant createdAt, String createdBy) {

    /** As a later version of a trait. */
    public TraitVersion renumbered(int next) {
        return new TraitVersion(next, words, figure, createdAt, createdBy);
    }

    /** Whether both say and measure the same. */
    public boolean isSameAs(TraitVersion other) {
        return words.equals(other.words) && figure.equals(other.figure);
    }
}
