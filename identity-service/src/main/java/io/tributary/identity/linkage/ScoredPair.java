package io.tributary.identity.linkage;

import io.tributary.identity.linkage.model.Odds;

/**
 * Two records that may be one person's.
 *
 * @param left the smaller record number
 * @param bits log2 of the odds that they are one person's
 */
public record ScoredPair(int left, int right, double bits) {

    public double probability() {
        return Odds.probability(bits);
    }

    /** The stronger first; of equally strong ones the one with the smaller numbers. */
    static int byStrength(ScoredPair one, ScoredPair other) {
        int order = Double.compare(other.bits, one.bits);
        if (order != 0) {
            return order;
        }
        return one.left != other.left ? Integer.compare(one.left, other.left) : Integer.compare(one.right, other.right);
    }
}
