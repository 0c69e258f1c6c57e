package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.Moments;
import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.StepMoments.Moment;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.Value;
import io.tributary.segment.rule.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the things that a person did decide an event leaf at an instant in epoch milliseconds. Pure. */
public final class Witnesses {

    /** When something was done that a step of an order asks for, in epoch seconds. */
    public record Done(EventFilter step, long second) {}

    /** Later than any instant, and still a number of milliseconds. */
    private static final long NEVER = Long.MAX_VALUE / 1000;

    private final Activity activity;
    private final EventLeaves events;
    private final WindowSpans spans;

    public Witnesses(Activity activity, Days days) {
        this.activity = activity;
        this.events = new EventLeaves(activity, days);
        this.spans = new WindowSpans(days);
    }

    /** What the measure is taken of, rising by time; before all others, under no name, what is kept no longer but counts. */
    public List<Entry> counted(Figure figure, long at) {
        return events.counted(figure, at);
    }

    /** The first matching event up to the instant. */
    public Optional<Entry> first(EventFilter filter, long at) {
        var totals = activity.totals().get(filter.event());
        return filter.takesAll() && totals != null && totals.first() * 1000 <= at
                ? Optional.of(alone(filter, totals.first()))
                : upTo(filter, at).findFirst();
    }

    /** The latest matching event up to the instant. */
    public Optional<Entry> latest(EventFilter filter, long at) {
        var entry = upTo(filter, at).reduce((earlier, later) -> later);
        var totals = activity.totals().get(filter.event());
        return entry.isEmpty() && filter.takesAll() && totals != null && totals.last() * 1000 <= at
                ? Optional.of(alone(filter, totals.last()))
                : entry;
    }

    /** The steps that were last taken in order and in time: all of them where the leaf holds, else as far as they go. */
    public List<Done> order(Condition.Sequence leaf, long at) {
        var steps = leaf.steps().stream()
                .map(it -> new StepMoments(events.matching(it), leaf.same()))
                .toList();
        for (int length = steps.size(); length > 0; length--) {
            for (var first : steps.getFirst().all().reversed()) {
                if (at >= keptUntil(first.at())) {
                    break;
                }
                var seconds = from(first, leaf, steps.subList(0, length), at);
                if (seconds != null) {
                    return done(leaf, seconds);
                }
            }
        }
        return List.of();
    }

    /** The last first event by which the leaf holds, else the last that nothing followed in time, else the last with what followed. */
    public List<Done> notFollowed(Condition.NotFollowedBy leaf, long at) {
        var then = new StepMoments(events.matching(leaf.then()), null).all();
        List<Done> open = List.of();
        List<Done> followed = List.of();
        for (var first :
                new StepMoments(events.matching(leaf.first()), null).all().reversed()) {
            var started = new Done(leaf.first(), first.at());
            long deadline = first.at() + leaf.within().toSeconds();
            int next = StepMoments.after(then, first.at());
            if (first.at() * 1000 > at) {
                continue;
            }
            if (next < then.size()
                    && then.get(next).at() <= deadline
                    && then.get(next).at() * 1000 <= at) {
                followed = followed.isEmpty()
                        ? List.of(started, new Done(leaf.then(), then.get(next).at()))
                        : followed;
            } else if (deadline * 1000 <= at && isIn(leaf.window(), first.at(), at)) {
                return List.of(started);
            } else if (open.isEmpty()) {
                open = List.of(started);
            }
        }
        return open.isEmpty() ? followed : open;
    }

    /** The values that first steps have for what all steps share, of the latest first step first. */
    public List<Value> shared(Condition.Sequence leaf) {
        return new StepMoments(events.matching(leaf.steps().getFirst()), leaf.same())
                .all().reversed().stream()
                        .flatMap(it -> it.values().stream())
                        .distinct()
                        .toList();
    }

    /** The seconds, rising, at which first steps were taken. */
    public List<Long> firstSteps(Condition.Sequence leaf) {
        return new StepMoments(events.matching(leaf.steps().getFirst()), null)
                .all().stream().map(Moment::at).toList();
    }

    /** The earliest seconds of a first step and those after it; null when they are not all there in time. */
    private @Nullable List<Long> from(Moment first, Condition.Sequence leaf, List<StepMoments> steps, long at) {
        var seconds = new ArrayList<>(List.of(first.at()));
        for (var step : steps.subList(1, steps.size())) {
            long second = next(step, first, seconds.getLast());
            while (seconds.size() + 1 == leaf.steps().size()
                    && second * 1000 <= at
                    && !isIn(leaf.window(), second, at)) {
                second = next(step, first, second);
            }
            seconds.add(second);
        }
        long last = seconds.getLast();
        return last * 1000 <= at && last <= first.at() + leaf.within().toSeconds() ? seconds : null;
    }

    private static long next(StepMoments step, Moment first, long after) {
        return step.sharing(first.values()).stream()
                .mapToLong(it -> {
                    int next = StepMoments.after(it, after);
                    return next == it.size() ? NEVER : it.get(next).at();
                })
                .min()
                .orElse(NEVER);
    }

    private long keptUntil(long second) {
        return spans.keptUntil(spans.days().dayOf(second * 1000));
    }

    private boolean isIn(Window window, long second, long at) {
        var span = spans.of(window, second * 1000, false);
        return span.from() <= at && at < span.until();
    }

    private static List<Done> done(Condition.Sequence leaf, List<Long> seconds) {
        var done = new ArrayList<Done>();
        for (int i = 0; i < seconds.size(); i++) {
            done.add(new Done(leaf.steps().get(i), seconds.get(i)));
        }
        return done;
    }

    /** Those that have happened by then and are kept still. */
    private Stream<Entry> upTo(EventFilter filter, long at) {
        return events.matching(filter).stream()
                .filter(it -> it.at() * 1000 <= at && at < keptUntil(it.at()))
                .sorted(Comparator.comparingLong(Entry::at));
    }

    private static Entry alone(EventFilter filter, long second) {
        return new Entry(filter.event(), second, false, new TreeMap<>(), 1, new TreeMap<>(), Moments.NONE);
    }
}
