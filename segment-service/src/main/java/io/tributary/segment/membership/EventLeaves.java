package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.Moments;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.feature.Totals;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.interval.Steps;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** When measures, first and latest events hold: over the instants at which events come and go. */
final class EventLeaves {

    private final Activity activity;
    private final Days days;
    private final WindowSpans spans;

    EventLeaves(Activity activity, Days days) {
        this.activity = activity;
        this.days = days;
        this.spans = new WindowSpans(days);
    }

    Intervals measured(Condition.EventMeasure leaf) {
        if (activity.isUnheardOf(leaf.event().event())) {
            // Most people have done few of the things that rules are about.
            double nothing = Gauge.ofNothing(leaf.measure());
            return Intervals.when(!Double.isNaN(nothing) && leaf.op().holds(nothing, leaf.value()));
        }
        var builder = new Intervals.Builder();
        var figure = new Figure(leaf.event(), leaf.measure(), leaf.window());
        measure(figure, (from, until, value) -> {
            if (!Double.isNaN(value) && leaf.op().holds(value, leaf.value())) {
                builder.add(from, until);
            }
        });
        return builder.build();
    }

    /** The number itself; the instants at which it changes are those at which a comparison of it may. */
    Steps figure(Figure figure) {
        var builder = new Steps.Builder();
        measure(figure, (from, until, value) -> builder.add(from, value));
        return builder.build();
    }

    private void measure(Figure leaf, WindowSweep.Stretches stretches) {
        var gauge = Gauge.of(leaf.measure(), days);
        var entries = matching(leaf.event());
        boolean forEver = isKeptForEver(leaf);
        var totals = activity.totals().get(leaf.event().event());
        if (forEver && totals != null) {
            gauge.add(forgotten(totals, entries));
        }
        var sweep = new WindowSweep(entries.size());
        for (var entry : entries) {
            var span = span(leaf, forEver, entry);
            sweep.add(span.from(), span.until(), entry);
        }
        sweep.over(gauge, stretches);
    }

    /** What the measure is taken of at an instant, rising by time; before all others what is kept no longer, if that counts. */
    List<Entry> counted(Figure leaf, long at) {
        var entries = matching(leaf.event());
        boolean forEver = isKeptForEver(leaf);
        var totals = activity.totals().get(leaf.event().event());
        var counted = new ArrayList<Entry>();
        if (forEver && totals != null) {
            var forgotten = forgotten(totals, entries);
            if (forgotten.count() > 0) {
                counted.add(forgotten);
            }
        }
        for (var entry : entries) {
            var span = span(leaf, forEver, entry);
            if (span.from() <= at && at < span.until()) {
                counted.add(entry);
            }
        }
        return counted;
    }

    private Interval span(Figure leaf, boolean forEver, Entry entry) {
        long at = entry.at() * 1000;
        return forEver
                ? spans.ofKeptForEver(leaf.window(), at, entry.daily())
                : spans.of(leaf.window(), at, entry.daily());
    }

    private static boolean isKeptForEver(Figure leaf) {
        return leaf.window() instanceof Window.Ever && leaf.event().takesAll() && isKept(leaf.measure());
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

    List<Entry> matching(EventFilter filter) {
        var entries = activity.of(filter.event());
        if (filter.takesAll()) {
            return entries;
        }
        var matching = new ArrayList<Entry>();
        for (var entry : entries) {
            if (ValueTests.matches(filter, entry.properties(), days.zone())) {
                matching.add(entry);
            }
        }
        return matching;
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
        return new Entry("", 0, true, new TreeMap<>(), count, sums, Moments.NONE);
    }

    private static Intervals between(Interval span) {
        return Intervals.between(span.from(), span.until());
    }
}
