package io.tributary.identity.suggestion;

import io.tributary.identity.linkage.Waterfall;
import io.tributary.identity.linkage.model.Odds;
import java.util.UUID;

/**
 * Two profiles that are likely one person's, and why.
 *
 * @param left the smaller id, so that a pair is there once
 * @param bits log2 of the odds that they are; the waterfall adds up to it
 */
public record Suggestion(UUID id, UUID left, UUID right, double bits, Waterfall waterfall) {

    public double probability() {
        return Odds.probability(bits);
    }
}
