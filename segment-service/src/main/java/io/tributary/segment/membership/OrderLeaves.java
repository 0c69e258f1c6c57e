package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.PropertyPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When sequences hold. Only events whose second is known have an order; rules are limited to the span where all have. */
final class OrderLeaves {

    private final Activity activity;
    private final Days days;
    private final WindowSpans spans;

    OrderLeaves(Activity activity, Days days) {
        this.activity = activity;
        this.days = days;
        this.spans = new WindowSpans(days);
    }

    Intervals sequence(Condition.Sequence leaf) {
        var steps = leaf.steps().stream().map(this::matching).toList();
        var holds = new ArrayList<Interval>();
        for (var first : steps.getFirst()) {
            long latest = first.at() + leaf.within().toSeconds();
            long reached = first.at();
            for (var step : steps.subList(1, steps.size() - 1)) {
                reached = earliestAfter(reached, step, first, leaf.same());
            }
            for (var end : after(steps.getLast(), reached)) {
                if (end.at() > latest) {
                    break;
                }
                if (isSame(first, end, leaf.same())) {
                    holds.add(spans.of(leaf.window(), end.at() * 1000, false));
                }
            }
        }
        return Intervals.union(holds);
    }

    Intervals notFollowedBy(Condition.NotFollowedBy leaf) {
        var then = matching(leaf.then());
        var holds = new ArrayList<Interval>();
        for (var first : matching(leaf.first())) {
            long deadline = first.at() + leaf.within().toSeconds();
            var next = after(then, first.at());
            if (next.isEmpty() || next.getFirst().at() > deadline) {
                var span = spans.of(leaf.window(), first.at() * 1000, false);
                holds.add(new Interval(Math.max(span.from(), deadline * 1000), span.until()));
            }
        }
        return Intervals.union(holds);
    }

    private static long earliestAfter(long after, List<Entry> step, Entry first, @Nullable PropertyPath same) {
        for (var entry : after(step, after)) {
            if (isSame(first, entry, same)) {
                return entry.at();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Those later than that second, of entries that rise by time. */
    private static List<Entry> after(List<Entry> entries, long second) {
        int from = 0;
        for (int until = entries.size(); from < until; ) {
            int middle = (from + until) >>> 1;
            if (entries.get(middle).at() > second) {
                until = middle;
            } else {
                from = middle + 1;
            }
        }
        return entries.subList(from, entries.size());
    }

    private static boolean isSame(Entry first, Entry other, @Nullable PropertyPath same) {
        return same == null
                || !Collections.disjoint(
                        first.properties().getOrDefault(same.text(), List.of()),
                        other.properties().getOrDefault(same.text(), List.of()));
    }

    private List<Entry> matching(EventFilter filter) {
        return activity.of(filter.event()).stream()
                .filter(it -> !it.daily() && ValueTests.matches(filter, it.properties(), days.zone()))
                .toList();
    }
}
