package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.feature.Totals;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** When measures, first and latest events hold: a sweep over the instants at which events come and go. */
final class EventLeaves {

    private record Edge(long at, boolean comes, Entry entry) {}

    private final Activity activity;
    private final Days days;
    private final WindowSpans spans;

    EventLeaves(Activity activity, Days days) {
        this.activity = activity;
        this.days = days;
        this.spans = new WindowSpans(days);
    }

    Intervals measured(Condition.EventMeasure leaf) {
        var gauge = Gauge.of(leaf.measure(), days);
        var entries = matching(leaf.event());
        boolean forEver = leaf.window() instanceof Window.Ever && leaf.event().takesAll() && isKept(leaf.measure());
        var totals = activity.totals().get(leaf.event().event());
        if (forEver && totals != null) {
            gauge.add(forgotten(totals, entries));
        }
        var edges = new ArrayList<Edge>(entries.size() * 2);
        for (var entry : entries) {
            long at = entry.at() * 1000;
            var span = forEver
                    ? spans.ofKeptForEver(leaf.window(), at, entry.daily())
                    : spans.of(leaf.window(), at, entry.daily());
            if (span.from() < span.until()) {
                edges.add(new Edge(span.from(), true, entry));
                edges.add(new Edge(span.until(), false, entry));
            }
        }
        edges.sort(Comparator.comparingLong(Edge::at));
        return sweep(leaf, gauge, edges);
    }

    Intervals first(Condition.FirstEvent leaf) {
        var totals = activity.totals().get(leaf.event().event());
        if (leaf.event().takesAll()) {
            return totals == null
                    ? Intervals.NEVER
                    : between(spans.ofKeptForEver(leaf.window(), totals.first() * 1000, false));
        }
        var builder = new Intervals.Builder();
        long earlierKeptUntil = Intervals.FROM_EVER;
        for (var entry : matching(leaf.event())) {
            long at = entry.at() * 1000;
            long keptUntil = spans.keptUntil(days.dayOf(at));
            var span = spans.of(leaf.window(), at, entry.daily());
            builder.add(Math.max(span.from(), earlierKeptUntil), Math.min(span.until(), keptUntil));
            earlierKeptUntil = Math.max(earlierKeptUntil, keptUntil);
        }
        return builder.build();
    }

    Intervals latest(Condition.LatestEvent leaf) {
        var entries = matching(leaf.event());
        var builder = new Intervals.Builder();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            boolean last = i + 1 == entries.size();
            var span = last && leaf.event().takesAll()
                    ? spans.ofKeptForEver(leaf.window(), entry.at() * 1000, entry.daily())
                    : spans.of(leaf.window(), entry.at() * 1000, entry.daily());
            long next = last ? Intervals.FOR_EVER : entries.get(i + 1).at() * 1000;
            builder.add(span.from(), Math.min(span.until(), next));
        }
        var totals = activity.totals().get(leaf.event().event());
        if (entries.isEmpty() && leaf.event().takesAll() && totals != null) {
            return between(spans.ofKeptForEver(leaf.window(), totals.last() * 1000, false));
        }
        return builder.build();
    }

    private List<Entry> matching(EventFilter filter) {
        return activity.of(filter.event()).stream()
                .filter(it -> ValueTests.matches(filter, it, days.zone()))
                .toList();
    }

    private static Intervals sweep(Condition.EventMeasure leaf, Gauge gauge, List<Edge> edges) {
        var builder = new Intervals.Builder();
        long from = Intervals.FROM_EVER;
        for (int i = 0; i < edges.size(); ) {
            long at = edges.get(i).at();
            if (holds(leaf, gauge)) {
                builder.add(from, at);
            }
            for (; i < edges.size() && edges.get(i).at() == at; i++) {
                var edge = edges.get(i);
                if (edge.comes()) {
                    gauge.add(edge.entry());
                } else {
                    gauge.remove(edge.entry());
                }
            }
            from = at;
        }
        if (holds(leaf, gauge)) {
            builder.add(from, Intervals.FOR_EVER);
        }
        return builder.build();
    }

    private static boolean holds(Condition.EventMeasure leaf, Gauge gauge) {
        double value = gauge.value();
        return !Double.isNaN(value) && leaf.op().holds(value, leaf.value());
    }

    private static boolean isKept(Measure measure) {
        return measure instanceof Measure.Count || measure instanceof Measure.Sum || measure instanceof Measure.Avg;
    }

    /** What the totals hold beyond the entries: events that are kept no longer. */
    private static Entry forgotten(Totals totals, List<Entry> entries) {
        long count = totals.count();
        var sums = new TreeMap<>(totals.sums());
        for (var entry : entries) {
            count -= entry.count();
            entry.sums().forEach((property, sum) -> sums.merge(property, sum, Sum::minus));
        }
        return new Entry("", 0, true, new TreeMap<>(), count, sums);
    }

    private static Intervals between(Interval span) {
        return Intervals.between(span.from(), span.until());
    }
}
