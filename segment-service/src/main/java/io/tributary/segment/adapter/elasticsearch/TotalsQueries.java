package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.rule.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What is kept for ever of one event, asked at an instant. It answers for sure only when nothing of it lies after that. */
record TotalsQueries(String event, Instant now, ZoneId zone) {

    Query any() {
        return some(List.of());
    }

    Bounds countAtLeast(long least) {
        return unlessFuture(QueryCompiler.atLeast("totals.count", least));
    }

    Bounds first(Window window) {
        return Bounds.exactly(
                some(List.of(TimeRange.ofKeptForEver(window, now, zone).of("totals.first"))));
    }

    Bounds latest(Window window) {
        var bounds = unlessFuture(TimeRange.ofKeptForEver(window, now, zone).of("totals.last"));
        // Who gave up seconds within a rolling window's reach is looked at.
        return window instanceof Window.LastDuration
                ? Bounds.between(
                        Bounds.conjunction(
                                List.of(bounds.low(), Bounds.negation(TermQueries.term("overflowing", "true")))),
                        bounds.high())
                : bounds;
    }

    /** Sure when the latest event lies before the instant; open when one lies after it. */
    private Bounds unlessFuture(Query filter) {
        long second = Math.floorDiv(now.toEpochMilli(), 1000L);
        var past = new TimeRange(Long.MIN_VALUE, second).of("totals.last");
        var future = QueryCompiler.atLeast("totals.last", second + 1);
        return Bounds.between(some(List.of(filter, past)), Bounds.either(some(List.of(filter)), some(List.of(future))));
    }

    private Query some(List<Query> filters) {
        var all = new ArrayList<>(filters);
        all.add(TermQueries.term("totals.event", event));
        return ActivityQueries.some("totals", all);
    }
}
