package io.tributary.identity.linkage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a table taught. A pair is judged by the most sceptical of the views that fit it: the wide one, and that of each
 * rule whose blocks hold both.
 */
public final class Model {

    private final Patterns patterns;
    private final View wide;
    private final List<@Nullable View> byRule;

    /**
     * @param byRule one place per blocking rule, null for a rule whose blocks need no view of their own
     */
    Model(Patterns patterns, View wide, List<@Nullable View> byRule) {
        this.patterns = patterns;
        this.wide = wide;
        this.byRule = byRule;
    }

    Model with(View nextWide) {
        return new Model(patterns, nextWide, byRule);
    }

    public View wide() {
        return wide;
    }

    /**
     * The view that holds.
     *
     * @param rules a bit per rule whose blocks hold both records
     */
    public View sceptical(Judged judged, long rules) {
        var least = wide;
        double bits = bits(wide, judged);
        for (int rule = 0; rule < byRule.size(); rule++) {
            var view = byRule.get(rule);
            if (view != null && (rules >> rule & 1) == 1 && bits(view, judged) < bits) {
                least = view;
                bits = bits(view, judged);
            }
        }
        return least;
    }

    /** The score of a pair in a view: prior and all fields. */
    public double bits(View view, Judged judged) {
        double bits = view.priorBits();
        for (int field = 0; field < patterns.fields().size(); field++) {
            bits += bits(view, judged, field);
        }
        return bits;
    }

    public double bits(View view, Judged judged, int field) {
        int level = patterns.level(judged.pattern(), field);
        double frequency = level == 0 ? judged.frequency(field) : Judged.AVERAGE;
        return frequency == Judged.AVERAGE
                ? view.bits(field, level)
                : view.bits(field, frequency, wide.others().of(field, 0));
    }

    public List<FieldWeights> weights() {
        return IntStream.range(0, patterns.fields().size())
                .mapToObj(field -> new FieldWeights(patterns.fields().get(field).name(), weights(field)))
                .toList();
    }

    private List<LevelWeight> weights(int field) {
        var names = patterns.fields().get(field).comparison().levels();
        var weights = new ArrayList<LevelWeight>();
        for (int level = 0; level < names.size(); level++) {
            weights.add(new LevelWeight(
                    names.get(level),
                    wide.matched().of(field, level),
                    wide.others().of(field, level),
                    wide.bits(field, level)));
        }
        return List.copyOf(weights);
    }
}
