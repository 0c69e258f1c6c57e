package io.tributary.segment.explain;

import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.membership.Witnesses;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.Window;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * Until when steps are still in time. What they do can only become otherwise where something of the person does by itself:
 * an event leaves a window, an order runs out, a midnight comes. So these instants are tried, and none between them.
 */
final class Deadline {

    private static final int MOST = 500;

    private final Supposed person;
    private final OrderedSegments segments;
    private final Days days;
    private final long now;

    /** After how many days something counts. */
    private final Set<Integer> daysLater = new HashSet<>();

    private final Set<String> collected = new HashSet<>();

    Deadline(Supposed person, OrderedSegments segments, Days days, long now) {
        this.person = person;
        this.segments = segments;
        this.days = days;
        this.now = now;
    }

    /**
     * The first instant at which it is too late to begin; empty when it never is. Of very many instants it is the last one
     * that was tried.
     *
     * @param takes from the beginning to the flip, in milliseconds
     */
    OptionalLong of(Condition rule, List<Step> steps, long takes, Predicate<Beginning> inTime) {
        long byItself = new Validity(person, segments, days).of(rule).nextBound(now);
        var instants = new TreeSet<Long>();
        collect(rule, person, instants);
        collected.clear();
        collect(rule, person.after(steps, Beginning.after(now, days)), instants);
        instants.add(byItself);
        int tried = 0;
        for (long instant : begunBefore(instants, steps, takes).subSet(now, false, byItself, false)) {
            if (++tried > MOST || !inTime.test(Beginning.at(instant, days))) {
                return OptionalLong.of(instant);
            }
        }
        return byItself == Intervals.FOR_EVER ? OptionalLong.empty() : OptionalLong.of(byItself);
    }

    /** The instants and those at which something has to begin that is to end by then. */
    private NavigableSet<Long> begunBefore(NavigableSet<Long> instants, List<Step> steps, long takes) {
        var begun = new TreeSet<Long>();
        for (long instant : instants.headSet(Intervals.FOR_EVER)) {
            begun.add(instant);
            begun.add(instant - takes);
            for (int later : daysLater) {
                begun.add(days.midnight(days.dayOf(instant) - later));
            }
            for (var step : steps) {
                if (step instanceof Step.Happens event && event.daysLater() > 0) {
                    begun.add(days.midnight(days.dayOf(instant) - event.daysLater()));
                }
            }
        }
        return begun;
    }

    private void collect(Condition rule, Supposed someone, NavigableSet<Long> instants) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(it -> collect(it, someone, instants));
            case Condition.Any(var parts) -> parts.forEach(it -> collect(it, someone, instants));
            case Condition.Not(var part) -> collect(part, someone, instants);
            case Condition.SegmentRef(var key) -> {
                if (collected.add(key)) {
                    segments.find(key).ifPresent(it -> collect(it.rule(), someone, instants));
                }
            }
            case Condition.EventMeasure leaf -> {
                var steps = validity(someone).figure(new Figure(leaf.event(), leaf.measure(), leaf.window()));
                collect(steps::nextBound, instants);
                window(leaf.window(), instants);
            }
            case Condition.Sequence leaf -> {
                collect(validity(someone).of(leaf)::nextBound, instants);
                order(leaf, someone, instants);
                window(leaf.window(), instants);
            }
            case Condition.FirstEvent leaf -> bounds(leaf, leaf.window(), someone, instants);
            case Condition.LatestEvent leaf -> bounds(leaf, leaf.window(), someone, instants);
            case Condition.NotFollowedBy leaf -> bounds(leaf, leaf.window(), someone, instants);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ ->
                collect(validity(someone).of(rule)::nextBound, instants);
            case Condition.ScoreTest _, Condition.ConsentTest _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }

    private void bounds(Condition leaf, Window window, Supposed someone, NavigableSet<Long> instants) {
        collect(validity(someone).of(leaf)::nextBound, instants);
        window(window, instants);
    }

    private void collect(LongUnaryOperator nextBound, NavigableSet<Long> instants) {
        long bound = nextBound.applyAsLong(now);
        while (bound != Intervals.FOR_EVER) {
            instants.add(bound);
            bound = nextBound.applyAsLong(bound);
        }
    }

    /** The last step has to come in time after a first one. */
    private void order(Condition.Sequence leaf, Supposed someone, NavigableSet<Long> instants) {
        long within = leaf.within().toSeconds();
        var firsts = new Witnesses(someone.activity(), days).firstSteps(leaf);
        firsts.forEach(first -> instants.add((first + within + 1) * 1000));
    }

    /** The days from which on, and until which, things count. */
    private void window(Window window, NavigableSet<Long> instants) {
        switch (window) {
            case Window.Before(var date) -> instants.add(midnight(date));
            case Window.Since(var date) -> instants.add(midnight(date));
            case Window.Between(var from, var to) -> {
                daysLater.add(from + 1);
                daysLater.add(to + 1);
            }
            case Window.LastDays _, Window.LastDuration _, Window.Ever _ -> {}
        }
    }

    private long midnight(LocalDate date) {
        return days.midnight(date.toEpochDay());
    }

    private Validity validity(Supposed someone) {
        return new Validity(someone, segments, days);
    }
}
