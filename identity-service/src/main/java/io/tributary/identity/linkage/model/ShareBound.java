package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.model.LevelShares.Counter;

/**
 * How many of some pairs can be matches at most. If matches agree on a field so often, and others at least as often as
 * random pairs do, then the pairs' own agreement bounds the share of matches; the field on which people who share a key
 * agree least gives the best bound. It needs no second guess about the others, which is what misleads expectation
 * maximisation.
 */
final class ShareBound {

    private static final double STANDARD_ERRORS = 2;
    private static final double LEAST = 1e-4;
    private static final double MOST = 0.9999;

    private ShareBound() {}

    static double of(Counter pairs, boolean[] trains, LevelShares matched, LevelShares byChance) {
        var seen = pairs.shares();
        double bound = MOST;
        for (int field = 0; field < trains.length; field++) {
            double known = pairs.pairs(field);
            if (trains[field] && known > 0) {
                double exact = bound(seen.of(field, 0), matched.of(field, 0), byChance.of(field, 0), known);
                double agreeing = bound(seen.agreeing(field), matched.agreeing(field), byChance.agreeing(field), known);
                bound = Math.min(bound, Math.max(exact, agreeing));
            }
        }
        return Math.max(LEAST, bound);
    }

    /** From the share that was seen, with room for its error; a field on which matches are no better says nothing. */
    private static double bound(double seen, double matched, double byChance, double pairs) {
        if (matched <= byChance) {
            return 1;
        }
        double error = Math.sqrt(seen * (1 - seen) / pairs);
        return (seen - byChance + STANDARD_ERRORS * error) / (matched - byChance);
    }
}
