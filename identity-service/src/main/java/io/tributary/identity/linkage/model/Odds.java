package io.tributary.identity.linkage.model;

/** Odds in bits: log2 of how often something is so against how often it is not. Zero is even, ten is a thousand to one. */
public final class Odds {

    private Odds() {}

    public static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    static double bits(double share) {
        return log2(share / (1 - share));
    }

    static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
