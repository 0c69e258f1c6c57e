package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.membership.StepMoments.Moment;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** When sequences hold. Only events whose second is known have an order. */
final class OrderLeaves {

    private final Activity activity;
    private final Days days;
    private final WindowSpans spans;

    OrderLeaves(Activity activity, Days days) {
        this.activity = activity;
        this.days = days;
        this.spans = new WindowSpans(days);
    }

    /**
     * From the latest first step to the earliest: a last step is reached from the latest first one that can, because that one
     * is also kept longest. So each last step is looked at once.
     */
    Intervals sequence(Condition.Sequence leaf) {
        for (var step : leaf.steps()) {
            if (activity.of(step.event()).isEmpty()) {
                return Intervals.NEVER;
            }
        }
        var steps = leaf.steps().stream()
                .map(it -> new StepMoments(matching(it), leaf.same()))
                .toList();
        var holds = new ArrayList<Interval>();
        var reachedBefore = new Reached();
        for (var first : steps.getFirst().all().reversed()) {
            long reached = first.at();
            for (var step : steps.subList(1, steps.size() - 1)) {
                reached = earliestAfter(reached, step, first);
            }
            long latest = first.at() + leaf.within().toSeconds();
            for (var ends : steps.getLast().sharing(first.values())) {
                for (var end : reachedBefore.between(ends, reached, latest)) {
                    var span = spans.of(leaf.window(), end.at() * 1000, false);
                    holds.add(new Interval(span.from(), Math.min(span.until(), keptUntil(first))));
                }
            }
        }
        return Intervals.union(holds);
    }

    Intervals notFollowedBy(Condition.NotFollowedBy leaf) {
        if (activity.of(leaf.first().event()).isEmpty()) {
            return Intervals.NEVER;
        }
        var then = new StepMoments(matching(leaf.then()), null).all();
        var holds = new ArrayList<Interval>();
        for (var first : new StepMoments(matching(leaf.first()), null).all()) {
            long deadline = first.at() + leaf.within().toSeconds();
            int next = StepMoments.after(then, first.at());
            if (next == then.size() || then.get(next).at() > deadline) {
                var span = spans.of(leaf.window(), first.at() * 1000, false);
                holds.add(new Interval(Math.max(span.from(), deadline * 1000), span.until()));
            }
        }
        return Intervals.union(holds);
    }

    private static long earliestAfter(long second, StepMoments step, Moment first) {
        return step.sharing(first.values()).stream()
                .mapToLong(it -> {
                    int next = StepMoments.after(it, second);
                    return next == it.size() ? Long.MAX_VALUE : it.get(next).at();
                })
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long keptUntil(Moment moment) {
        return spans.keptUntil(days.dayOf(moment.at() * 1000));
    }

    private List<Entry> matching(EventFilter filter) {
        return activity.of(filter.event()).stream()
                .filter(it -> ValueTests.matches(filter, it.properties(), days.zone()))
                .toList();
    }

    /** The last steps that a later first step has reached. */
    private static final class Reached {

        /** By the last steps of one value: where the reached ones begin. They go on to the end, or to what is out of reach. */
        private final IdentityHashMap<List<Moment>, int[]> nextOpen = new IdentityHashMap<>();

        private final Set<Moment> reached = Collections.newSetFromMap(new IdentityHashMap<>());

        /** Those later than the one second and not later than the other that no call gave before. */
        List<Moment> between(List<Moment> ends, long after, long until) {
            int[] next = nextOpen.computeIfAbsent(ends, it -> identity(it.size() + 1));
            var found = new ArrayList<Moment>();
            for (int i = open(next, StepMoments.after(ends, after));
                    i < ends.size() && ends.get(i).at() <= until;
                    i = open(next, i)) {
                next[i] = i + 1;
                if (reached.add(ends.get(i))) {
                    found.add(ends.get(i));
                }
            }
            return found;
        }

        private static int[] identity(int size) {
            int[] numbers = new int[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = i;
            }
            return numbers;
        }

        /** The first one from there on that is open yet; what is passed over is passed over faster the next time. */
        private static int open(int[] next, int from) {
            int open = from;
            while (next[open] != open) {
                next[open] = next[next[open]];
                open = next[open];
            }
            return open;
        }
    }
}
