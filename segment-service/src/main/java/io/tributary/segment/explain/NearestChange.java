package io.tributary.segment.explain;

import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks for the least that would have to be done so that a condition is flipped. Each proposal is tried on a copy of the
 * person, with the very leaf functions that decide memberships, and trimmed until nothing of it can be left out.
 */
final class NearestChange {

    private static final int COURSES = 6;

    private static final Comparator<Course> LEAST_FIRST = Comparator.comparingInt(Course::size)
            .thenComparingInt(it -> it.steps().size());

    private final Condition rule;
    private final Supposed person;
    private final OrderedSegments segments;
    private final Days days;
    private final long now;
    private final Tries tries;
    private final Beginning beginning;
    private final Counting counting;
    private final Intervals before;
    private final int nodes;

    /** @param now epoch milliseconds */
    NearestChange(Condition rule, Supposed person, OrderedSegments segments, Days days, long now, Tries tries) {
        this.rule = rule;
        this.person = person;
        this.segments = segments;
        this.days = days;
        this.now = now;
        this.tries = tries;
        this.beginning = Beginning.after(now, days);
        this.counting = new Counting(segments, days);
        this.before = validity(person).of(rule);
        this.nodes = counting.nodes(rule);
    }

    /** Steps that may flip a part, and the person after them. */
    private record Course(List<Step> steps, Supposed person) {

        int size() {
            return steps.stream().mapToInt(Step::size).sum();
        }
    }

    /** Steps that flip the condition, and from when they do. */
    private record Flip(List<Step> steps, long at) {

        int size() {
            return steps.stream().mapToInt(Step::size).sum();
        }
    }

    /** Empty when only time flips it, when nothing does, or when nothing was found in as many tries as there are. */
    Optional<Change> find() {
        return courses(rule, !before.contains(now), new Course(List.of(), person)).stream()
                .filter(it -> flips(it.steps(), beginning).isPresent())
                .map(it -> trimmed(it.steps()))
                .flatMap(it -> flips(it, beginning).stream().mapToObj(at -> new Flip(it, at)))
                .min(Comparator.comparingInt(Flip::size).thenComparingLong(Flip::at))
                .map(this::change);
    }

    /** Ways to make a condition so, after what was done already; the least first. */
    private List<Course> courses(Condition rule, boolean wanted, Course so) {
        return switch (rule) {
            case Condition.All(var parts) -> wanted ? each(parts, true, so) : any(parts, false, so);
            case Condition.Any(var parts) -> wanted ? any(parts, true, so) : each(parts, false, so);
            case Condition.Not(var part) -> courses(part, !wanted, so);
            case Condition.SegmentRef(var key) ->
                tries.another(1)
                        ? segments.find(key)
                                .map(it -> courses(it.rule(), wanted, so))
                                .orElse(List.of())
                        : List.of();
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> leaf(rule, so);
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> leaf(rule, so);
            case Condition.Sequence _, Condition.NotFollowedBy _ -> leaf(rule, so);
            case Condition.ScoreTest _, Condition.ConsentTest _ -> leaf(rule, so);
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> leaf(rule, so);
        };
    }

    /** Brings one part after the other about, each in the world that those before it leave. */
    private List<Course> each(List<Condition> parts, boolean wanted, Course so) {
        var courses = List.of(so);
        for (var part : parts) {
            courses = courses.stream()
                    .flatMap(it -> isSo(part, wanted, it) ? Stream.of(it) : courses(part, wanted, it).stream())
                    .sorted(LEAST_FIRST)
                    .limit(COURSES)
                    .toList();
        }
        return courses;
    }

    private List<Course> any(List<Condition> parts, boolean wanted, Course so) {
        return parts.stream()
                .flatMap(it -> courses(it, wanted, so).stream())
                .sorted(LEAST_FIRST)
                .limit(COURSES)
                .toList();
    }

    private boolean isSo(Condition part, boolean wanted, Course course) {
        return tries.another(counting.nodes(part))
                && validity(course.person()).of(part).contains(beginning.endOf(course.steps())) == wanted;
    }

    /** The first proposal that flips it: nothing before it, which is less, does. */
    private List<Course> leaf(Condition leaf, Course so) {
        var unchanged = validity(so.person()).of(leaf);
        return new LeafSteps(so.person(), beginning, tries)
                .of(leaf)
                .takeWhile(it -> tries.another(1))
                .map(it -> new Course(
                        Stream.concat(so.steps().stream(), it.stream()).toList(),
                        so.person().after(it, beginning)))
                .filter(it -> flips(leaf, unchanged, validity(it.person()).of(leaf), beginning.endOf(it.steps()))
                        .isPresent())
                .limit(1)
                .toList();
    }

    /** From when steps that begin so flip the rule; empty when they do not, or it is flipped by itself before. */
    private OptionalLong flips(List<Step> steps, Beginning begun) {
        return tries.another(nodes)
                ? flips(rule, before, validity(person.after(steps, begun)).of(rule), begun.endOf(steps))
                : OptionalLong.empty();
    }

    /** What flips it later than what was done counts needs something else to happen as well. */
    private OptionalLong flips(Condition part, Intervals unchanged, Intervals after, long done) {
        boolean truth = unchanged.contains(now);
        long at = after.contains(done) != truth ? done : after.nextBound(done);
        return at < unchanged.nextBound(now) && at <= counting.from(part, done)
                ? OptionalLong.of(at)
                : OptionalLong.empty();
    }

    /** Without what is not needed. */
    private List<Step> trimmed(List<Step> steps) {
        var left = new ArrayList<>(steps);
        for (int i = left.size() - 1; i >= 0; i--) {
            var without = new ArrayList<>(left);
            without.remove(i);
            if (!without.isEmpty() && flips(without, beginning).isPresent()) {
                left = without;
            } else {
                fewer(left, i);
            }
        }
        return left;
    }

    private void fewer(List<Step> steps, int index) {
        while (steps.get(index) instanceof Step.Happens event && event.times() > 1) {
            var fewer = new ArrayList<>(steps);
            fewer.set(index, event.times(event.times() - 1));
            if (flips(fewer, beginning).isEmpty()) {
                return;
            }
            steps.set(index, fewer.get(index));
        }
    }

    private Change change(Flip flip) {
        var tooLate = new Deadline(person, segments, days, now)
                .of(
                        rule,
                        flip.steps(),
                        flip.at() - beginning.second() * 1000,
                        it -> flips(flip.steps(), it).isPresent());
        return new Change(
                flip.steps(),
                Instant.ofEpochSecond(beginning.second()),
                Instant.ofEpochMilli(flip.at()),
                tooLate.isPresent() ? Instant.ofEpochMilli(tooLate.getAsLong()) : null);
    }

    private Validity validity(Supposed someone) {
        return new Validity(someone, segments, days);
    }
}
