package io.tributary.identity.linkage.model;

/** How many candidate pairs showed each comparison vector in the blocks of each set of rules. */
final class Candidates {

    private final PatternCounts counts = new PatternCounts();
    private final int rules;

    /**
     * @param rules how many blocking rules there are; vector and rules together must fit into a long
     */
    Candidates(Patterns patterns, int rules) {
        if (rules >= Long.SIZE || patterns.count() > Long.MAX_VALUE >> rules) {
            throw new IllegalArgumentException("there are too many fields and blocking rules for one linkage");
        }
        this.rules = rules;
    }

    void add(long pattern, long sharedRules) {
        counts.add(pattern << rules | sharedRules);
    }

    long total() {
        return counts.total();
    }

    /** The matches that a model expects among all candidates. */
    double matches(Model model) {
        double matches = 0;
        for (int id = 0; id < counts.size(); id++) {
            var judged = Judged.byLevels(counts.pattern(id) >> rules);
            var view = model.sceptical(judged, counts.pattern(id) & ((1L << rules) - 1));
            matches += counts.count(id) * Odds.probability(model.bits(view, judged));
        }
        return matches;
    }
}
