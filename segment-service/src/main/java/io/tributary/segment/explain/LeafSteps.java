package io.tributary.segment.explain;

import io.tributary.segment.feature.KnownPerson;
import io.tributary.segment.feature.TraitValue;
import io.tributary.segment.membership.Witnesses;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Moments;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps that may flip a leaf, the least first. Whether they do is for the caller to try; where one does, nothing less of the
 * same kind does. A segment that the leaf refers to is for the caller as well.
 */
final class LeafSteps {

    private static final int MOST_SHARED = 20;

    private final KnownPerson person;
    private final Beginning beginning;
    private final Tries tries;
    private final FittingValues fitting;

    LeafSteps(KnownPerson person, Beginning beginning, Tries tries) {
        this.person = person;
        this.beginning = beginning;
        this.tries = tries;
        this.fitting = new FittingValues(beginning.days().zone());
    }

    Stream<List<Step>> of(Condition leaf) {
        return switch (leaf) {
            case Condition.EventMeasure it -> new MeasureSteps(person.activity(), beginning, tries).of(it);
            case Condition.FirstEvent(var event, var window) -> once(event);
            case Condition.LatestEvent(var event, var window) -> once(event);
            case Condition.Sequence it -> order(it);
            case Condition.NotFollowedBy it -> once(it.first());
            case Condition.TraitTest(var trait, var test) -> tested(trait, test);
            case Condition.TraitMoving it -> moved(it);
            case Condition.TraitAge it -> aged(it);
            case Condition.ScoreTest it -> scored(it);
            case Condition.ConsentTest(var purpose, var granted) ->
                Stream.of(granted, !granted).map(it -> List.of(new Step.ConsentBecomes(purpose, it)));
            case Condition.HasIdentifier(var namespace) ->
                Stream.of(true, false).map(it -> List.of(new Step.IdentifierBecomes(namespace, it)));
            case Condition.ReachableBy(var channel) ->
                Stream.of(true, false).map(it -> List.of(new Step.ReachBecomes(channel, it)));
            case Condition.SegmentRef _, Condition.All _, Condition.Any _, Condition.Not _ -> Stream.empty();
        };
    }

    private Stream<List<Step>> once(EventFilter event) {
        return fitting.event(event).stream().map(it -> List.of(new Step.Happens(event, it, "", 1, 0, 0)));
    }

    /** What is left of the order, from the last step only to all of them. */
    private Stream<List<Step>> order(Condition.Sequence leaf) {
        int steps = leaf.steps().size();
        return IntStream.rangeClosed(1, steps).map(left -> steps - left).boxed().flatMap(taken -> rest(leaf, taken));
    }

    private Stream<List<Step>> rest(Condition.Sequence leaf, int taken) {
        var same = leaf.same();
        if (same == null) {
            return rest(leaf, taken, null, null).stream();
        }
        var shared = taken == 0
                ? fitting.near(leaf.steps().stream()
                        .flatMap(it -> FittingValues.testsOf(it, same).stream())
                        .toList())
                : new Witnesses(person.activity(), beginning.days()).shared(leaf);
        return Stream.concat(
                shared.stream().limit(MOST_SHARED).flatMap(it -> rest(leaf, taken, same, it).stream()),
                shared.size() > MOST_SHARED ? tries.noMore() : Stream.empty());
    }

    private List<List<Step>> rest(
            Condition.Sequence leaf, int taken, @Nullable PropertyPath same, @Nullable Value shared) {
        var rest = new ArrayList<Step>();
        for (int i = taken; i < leaf.steps().size(); i++) {
            var step = leaf.steps().get(i);
            var properties = same == null || shared == null ? fitting.event(step) : fitting.event(step, same, shared);
            if (properties.isEmpty()) {
                return List.of();
            }
            var detail = same == null ? "" : "with the same " + same.text();
            rest.add(new Step.Happens(step, properties.get(), detail, 1, 0, i - taken));
        }
        return List.of(rest);
    }

    private Stream<List<Step>> tested(PropertyPath trait, Test test) {
        var current = current(trait);
        var near = fitting.near(List.of(test)).stream().sorted(Comparator.comparingDouble(it -> distance(it, current)));
        var bounds = test.asked().stream()
                .flatMap(it -> it.each().stream())
                .flatMap(it -> it instanceof Value.Numeric(var number) ? Stream.of(number) : Stream.empty())
                .toList();
        return becoming(trait, near, bounds);
    }

    /** Numbers and instants by how far they are away; of other values of the kind none is farther than another. */
    private double distance(Value value, @Nullable Value current) {
        if (value instanceof Value.Numeric(var left) && current instanceof Value.Numeric(var right)) {
            return Math.abs(left - right);
        }
        if (value instanceof Value.Text(var left) && current instanceof Value.Text(var right)) {
            var one = Moments.instant(left, beginning.days().zone());
            var other = Moments.instant(right, beginning.days().zone());
            return one == null || other == null ? 0 : Math.abs(one - other);
        }
        return current == null || value.getClass() == current.getClass() ? 0 : Double.MAX_VALUE;
    }

    /** These values and, at last, none at all. */
    private static Stream<List<Step>> becoming(PropertyPath trait, Stream<Value> values, List<Double> bounds) {
        return Stream.concat(
                values.map(it -> List.of(new Step.TraitBecomes(trait.text(), it, words(it, bounds)))),
                Stream.of(List.of(new Step.TraitBecomes(trait.text(), null, "nothing"))));
    }

    private static String words(Value value, List<Double> bounds) {
        return value instanceof Value.Numeric(var number) ? NumberWords.of(number, bounds) : RuleText.print(value);
    }

    /** On and beside each end of the span, and now. */
    private Stream<List<Step>> moved(Condition.TraitMoving leaf) {
        var days = beginning.days();
        long now = beginning.second();
        long today = days.dayOf(now * 1000);
        long elapsed = leaf.span().elapsed().toSeconds();
        int amount = leaf.span().amount();
        var near = LongStream.of(
                        now,
                        now - elapsed,
                        now + elapsed,
                        days.midnight(today - amount + 1) / 1000,
                        days.midnight(today + amount) / 1000)
                .boxed()
                .flatMap(it -> Stream.of(it - 1, it, it + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        var current = instant(current(leaf.trait()));
        return becoming(
                leaf.trait(),
                near.stream()
                        .sorted(Comparator.comparingLong(it -> Math.abs(it - (current == null ? now : current))))
                        .map(it -> new Value.Text(Instant.ofEpochSecond(it).toString())),
                List.of());
    }

    private @Nullable Long instant(@Nullable Value value) {
        var millis = value instanceof Value.Text(var text)
                ? Moments.instant(text, beginning.days().zone())
                : null;
        return millis == null ? null : millis / 1000;
    }

    /** Birthdays on and beside those days on which an age begins. */
    private Stream<List<Step>> aged(Condition.TraitAge leaf) {
        long today = beginning.days().dayOf(beginning.second() * 1000);
        var born = new TreeSet<Long>();
        for (int years : List.of(0, leaf.years(), leaf.years() + 1)) {
            long day = LocalDate.ofEpochDay(today).minusYears(years).toEpochDay();
            LongStream.rangeClosed(day - 2, day + 2).forEach(born::add);
        }
        var current = instant(current(leaf.trait()));
        long from = current == null ? today : beginning.days().dayOf(current * 1000);
        return becoming(
                leaf.trait(),
                born.stream()
                        .sorted(Comparator.comparingLong(it -> Math.abs(it - from)))
                        .map(it -> new Value.Text(LocalDate.ofEpochDay(it).toString())),
                List.of());
    }

    private Stream<List<Step>> scored(Condition.ScoreTest leaf) {
        double current = Objects.requireNonNullElse(person.scores().get(leaf.name()), leaf.value());
        return Stream.of(leaf.value(), Math.nextUp(leaf.value()), Math.nextDown(leaf.value()))
                .sorted(Comparator.comparingDouble(it -> Math.abs(it - current)))
                .map(it -> List.of(new Step.ScoreBecomes(leaf.name(), it, NumberWords.of(it, List.of(leaf.value())))));
    }

    private @Nullable Value current(PropertyPath trait) {
        TraitValue known = person.traits().get(trait.text());
        return known == null ? null : known.value();
    }
}
