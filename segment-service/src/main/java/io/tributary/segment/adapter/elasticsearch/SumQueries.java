package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A sum of minor units compared with a bound. What lies clearly on one side is decided by the query; what lies within
 * the float's error of the bound, or mixes positive with negative parts, is left between low and high.
 */
record SumQueries(String event, String property, Window window, TimeRange range) {

    // A float keeps 24 bits; adding a few thousand of them stays well within this.
    private static final double ERROR = 1e-4;

    Bounds compared(Operator op, double major) {
        double bound = major * 100;
        return switch (op) {
            case GTE -> atLeast(bound);
            // Above and at the bound differ only inside the error, where everybody is judged.
            case GT -> above(bound);
            case LT -> atLeast(bound).negated();
            case LTE -> above(bound).negated();
            case EQ -> atLeast(bound).and(above(bound).negated());
            case NE -> atLeast(bound).and(above(bound).negated()).negated();
            case IN, NOT_IN, CONTAINS, STARTS_WITH, EXISTS, MISSING, BEFORE, AFTER ->
                throw new IllegalArgumentException(op.json() + " does not compare sums");
        };
    }

    private Bounds atLeast(double bound) {
        // Without a negative part the sum is at least zero.
        return bound <= 0 ? nothingNegative() : positive(bound);
    }

    private Bounds above(double bound) {
        return bound < 0 ? nothingNegative() : positive(Math.max(bound, 0.5));
    }

    private Bounds nothingNegative() {
        return Bounds.between(
                Bounds.conjunction(List.of(Bounds.negation(hasNegative()), Bounds.negation(isOpen()))),
                Bounds.EVERYBODY);
    }

    private Bounds positive(double bound) {
        var low = Bounds.conjunction(
                List.of(plusAtLeast(bound * (1 + ERROR)), Bounds.negation(hasNegative()), Bounds.negation(isOpen())));
        var high = Query.of(it -> it.bool(
                bool -> bool.should(plusAtLeast(bound * (1 - ERROR)), isOpen()).minimumShouldMatch("1")));
        return Bounds.between(low, high);
    }

    private Query plusAtLeast(double bound) {
        return ActivityQueries.sumAtLeast("sums", "plus", filters(), bound);
    }

    private Query hasNegative() {
        var filters = new ArrayList<>(filters());
        filters.add(QueryCompiler.atLeast("sums.minus", 1));
        return ActivityQueries.some("sums", filters);
    }

    /** What is kept for ever holds an event after the instant, or seconds were given up within a rolling window. */
    private Query isOpen() {
        return switch (window) {
            case Window.Ever() ->
                ActivityQueries.some(
                        "totals",
                        List.of(
                                TermQueries.term("totals.event", event),
                                QueryCompiler.atLeast("totals.last", range.until() + 1)));
            case Window.LastDuration _ -> TermQueries.term("overflowing", "true");
            case Window.LastDays _, Window.Between _, Window.Since _, Window.Before _ -> Bounds.NOBODY;
        };
    }

    private List<Query> filters() {
        boolean ever = window instanceof Window.Ever;
        var of = TermQueries.term("sums.of", ProfileDocument.sumOf(event, property, ever));
        return ever ? List.of(of) : List.of(of, range.of("sums.at"));
    }
}
