package io.tributary.identity.linkage;

import io.tributary.identity.linkage.block.Blocking;
import io.tributary.identity.linkage.model.Comparer;
import io.tributary.identity.linkage.model.Judged;
import io.tributary.identity.linkage.model.Model;
import io.tributary.identity.linkage.model.Patterns;
import io.tributary.identity.linkage.table.LinkField.Agreement;
import java.util.ArrayList;

/** Scores pairs of one table with what the table taught. */
final class Scorer {

    /** A share below this is not believed: a value that only these two records have may be a duplicate's. */
    private static final double LEAST_FREQUENCY = 1e-4;

    private final Comparer comparer;
    private final Blocking blocking;
    private final Model model;

    Scorer(Comparer comparer, Blocking blocking, Model model) {
        this.comparer = comparer;
        this.blocking = blocking;
        this.model = model;
    }

    private final class Pair implements Judged {

        private final int left;
        private final int right;
        private final long pattern;

        private Pair(int left, int right) {
            this.left = left;
            this.right = right;
            this.pattern = comparer.compare(left, right);
        }

        @Override
        public long pattern() {
            return pattern;
        }

        @Override
        public double frequency(int field) {
            return comparer.patterns().fields().get(field).agreement() == Agreement.WEIGHS_BY_RARITY
                    ? Math.max(LEAST_FREQUENCY, comparer.sharedFrequency(field, left, right))
                    : AVERAGE;
        }
    }

    ScoredPair score(int left, int right) {
        var pair = new Pair(left, right);
        var view = model.sceptical(pair, blocking.rulesOf(left, right));
        return new ScoredPair(left, right, model.bits(view, pair));
    }

    /**
     * What a pair says when two groups are to be joined: its score when it is likely, its values when they contradict,
     * and else nothing, because most records that have little in common are simply incomplete.
     */
    double voice(int left, int right) {
        double bits = score(left, right).bits();
        double values = bits - model.wide().priorBits();
        return Math.max(0, bits) + Math.min(0, values);
    }

    Waterfall explain(int left, int right) {
        var pair = new Pair(left, right);
        var view = model.sceptical(pair, blocking.rulesOf(left, right));
        var steps = new ArrayList<Waterfall.Step>();
        if (!view.equals(model.wide())) {
            steps.add(new Waterfall.Step(
                    view.name(),
                    Waterfall.SAME_BLOCK,
                    view.priorBits() - model.wide().priorBits()));
        }
        var fields = comparer.patterns().fields();
        for (int field = 0; field < fields.size(); field++) {
            int level = comparer.patterns().level(pair.pattern(), field);
            steps.add(new Waterfall.Step(
                    fields.get(field).name(),
                    level == Patterns.NO_VALUE
                            ? Waterfall.NO_VALUE
                            : fields.get(field).comparison().levels().get(level),
                    model.bits(view, pair, field)));
        }
        return new Waterfall(model.wide().priorBits(), steps);
    }
}
