package io.tributary.identity.linkage.model;

/**
 * Tells the matches among the pairs of one rule's blocks from the others, by expectation maximisation over the distinct
 * comparison vectors.
 */
final class TrainingSession {

    private static final int MAX_ITERATIONS = 1_000;
    private static final double SMALL_CHANGE = 1e-7;

    /** So many pairs that look like random ones are added to the others, so that a handful of pairs proves nothing. */
    private static final double PAIRS_BY_CHANCE = 50;

    private final Patterns patterns;
    private final PatternCounts counts;
    private final boolean[] trains;

    /**
     * @param trains the fields that take part, by their place in the patterns
     */
    TrainingSession(Patterns patterns, PatternCounts counts, boolean[] trains) {
        this.patterns = patterns;
        this.counts = counts;
        this.trains = trains;
    }

    /** What a session may change of what it begins with. */
    enum Free {
        /** How matches look and how the others look: the pairs of a block are no random pairs. */
        BOTH,
        /** How matches look; the others look like random pairs, because there are next to none. */
        MATCHES,
        /** How the others look, and how many they are at least. */
        OTHERS
    }

    /**
     * What is known of the pairs.
     *
     * @param matched how often matches reach each level
     * @param others how often the other pairs do
     * @param share how many of the pairs are matches
     */
    record Learned(LevelShares matched, LevelShares others, double share, int iterations) {

        Learned(LevelShares matched, LevelShares others, double share) {
            this(matched, others, share, 0);
        }
    }

    Learned learn(Learned start, Free free) {
        var now = start;
        while (true) {
            var next = step(start, now, free);
            double change = Math.max(
                    Math.abs(next.share() - now.share()),
                    Math.max(
                            next.matched().distance(now.matched()),
                            next.others().distance(now.others())));
            now = next;
            if (change < SMALL_CHANGE || now.iterations() == MAX_ITERATIONS) {
                return now;
            }
        }
    }

    /** In how many matches each field has a value on both sides. */
    double matchesWith(int field, Learned learned) {
        double pairs = 0;
        for (int id = 0; id < counts.size(); id++) {
            if (patterns.level(counts.pattern(id), field) != Patterns.NO_VALUE) {
                pairs += counts.count(id) * probability(counts.pattern(id), learned);
            }
        }
        return pairs;
    }

    /** How often all pairs reach each level. */
    LevelShares.Counter levels() {
        var levels = new LevelShares.Counter(patterns);
        for (int id = 0; id < counts.size(); id++) {
            levels.add(counts.pattern(id), (double) counts.count(id));
        }
        return levels;
    }

    private Learned step(Learned start, Learned now, Free free) {
        var matched = new LevelShares.Counter(patterns);
        var others = new LevelShares.Counter(patterns);
        double matches = 0;
        for (int id = 0; id < counts.size(); id++) {
            double part = counts.count(id) * probability(counts.pattern(id), now);
            matched.add(counts.pattern(id), part);
            others.add(counts.pattern(id), counts.count(id) - part);
            matches += part;
        }
        // Half a pair on either side, so that the share never ends every doubt.
        double share = (matches + 0.5) / (counts.total() + 1);
        int iterations = now.iterations() + 1;
        return switch (free) {
            case BOTH -> new Learned(matched.shares(), others.shares(), share, iterations);
            case MATCHES -> new Learned(matched.shares(), start.others(), share, iterations);
            case OTHERS ->
                new Learned(
                        start.matched(),
                        others.sharesNear(start.others(), PAIRS_BY_CHANCE),
                        Math.min(share, start.share()),
                        iterations);
        };
    }

    private double probability(long pattern, Learned now) {
        double odds = now.share() / (1 - now.share());
        for (int field = 0; field < trains.length; field++) {
            int level = patterns.level(pattern, field);
            if (trains[field] && level != Patterns.NO_VALUE) {
                odds *= now.matched().of(field, level) / now.others().of(field, level);
            }
        }
        return odds / (1 + odds);
    }
}
