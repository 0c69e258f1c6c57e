package io.tributary.segment.explain;

import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Events with an amount that may flip the comparison of a sum, a mean or an extreme: those with the nearest amount first. */
final class AmountSteps {

    /** So many events with an amount are supposed at most. */
    private static final int MOST_AMOUNTS = 1_000;

    private final Condition.EventMeasure leaf;
    private final FittingValues fitting;
    private final Tries tries;

    AmountSteps(Condition.EventMeasure leaf, FittingValues fitting, Tries tries) {
        this.leaf = leaf;
        this.fitting = fitting;
        this.tries = tries;
    }

    Stream<List<Step>> sums(PropertyPath property, List<Entry> counted) {
        var now = sum(property, counted);
        return amounts(
                property,
                counted,
                0,
                (cents, times) -> (now.minorUnits() + cents * times) / 100.0,
                wanted -> wanted - now.minorUnits());
    }

    Stream<List<Step>> means(PropertyPath property, List<Entry> counted) {
        var now = sum(property, counted);
        double mean = now.values() == 0 ? leaf.value() : now.amount() / now.values();
        return amounts(
                property,
                counted,
                mean,
                (cents, times) -> (now.minorUnits() + cents * times) / 100.0 / (now.values() + times),
                wanted -> wanted * (now.values() + 1) - now.minorUnits());
    }

    /** What the measure comes to by so many more events of so many minor units each. */
    private interface Outcome {
        double of(long cents, int times);
    }

    /**
     * One event with the nearest amount; where the filter lets none pass that would do, several with an amount that passes.
     * Below zero only where an amount of the person was, or the rule names one: nobody else is told to send refunds.
     *
     * @param near the amount from which others are far, in major units
     * @param exactly the minor units with which one event makes the measure so many minor units
     */
    private Stream<List<Step>> amounts(
            PropertyPath property, List<Entry> counted, double near, Outcome outcome, DoubleUnaryOperator exactly) {
        boolean holds = holds(outcome.of(0, 0));
        boolean below = leaf.value() < 0 || numbers(property, counted).anyMatch(it -> it < 0);
        var allowed = allowed(property).stream().filter(it -> below || it >= 0).toList();
        var exact = exactly.applyAsDouble(leaf.value() * 100);
        var single = LongStream.concat(
                        LongStream.rangeClosed((long) Math.floor(exact) - 2, (long) Math.ceil(exact) + 2),
                        allowed.stream().mapToLong(it -> it))
                .filter(it -> below || it >= 0)
                .boxed()
                .distinct()
                .sorted(Comparator.comparingDouble(it -> Math.abs(it / 100.0 - near)))
                .flatMap(it -> step(property, it, 1, sides(property, outcome, it)).stream());
        var several = allowed.stream()
                .map(it -> new Repeated(it, fewest(holds, outcome, it)))
                .filter(it -> it.times() > 1)
                .sorted(Comparator.comparingInt(Repeated::times)
                        .thenComparingDouble(it -> Math.abs(it.cents() / 100.0 - near)))
                .flatMap(it -> step(property, it.cents(), it.times(), "").stream());
        // Beyond any number of events that is tried, one may still come.
        boolean more = allowed.stream()
                .anyMatch(it -> fewest(holds, outcome, it) == 0 && holds(outcome.of(it, Integer.MAX_VALUE)) != holds);
        return Stream.concat(Stream.concat(single, several), more ? tries.noMore() : Stream.empty());
    }

    /** Without a number, no comparison holds. */
    private boolean holds(double value) {
        return !Double.isNaN(value) && leaf.op().holds(value, leaf.value());
    }

    private record Repeated(long cents, int times) {}

    /** How many of that amount flip the comparison; 0 when no number does. */
    private int fewest(boolean holds, Outcome outcome, long cents) {
        return IntStream.rangeClosed(1, MOST_AMOUNTS)
                .filter(it -> holds(outcome.of(cents, it)) != holds)
                .findFirst()
                .orElse(0);
    }

    /** Whether more, or less, passes the filter and does as well. */
    private String sides(PropertyPath property, Outcome outcome, long cents) {
        boolean does = holds(outcome.of(cents, 1));
        var tests = FittingValues.testsOf(leaf.event(), property);
        LongPredicate same = it -> holds(outcome.of(it, 1)) == does && fitting.passAll(tests, List.of(amount(it)));
        boolean more = same.test(cents + 1);
        boolean less = same.test(cents - 1);
        return more == less ? "" : more ? " or more" : " or less";
    }

    private List<List<Step>> step(PropertyPath property, long cents, int times, String side) {
        var value = amount(cents);
        var detail = "with " + property.text() + " " + RuleText.print(value) + side;
        return fitting.eventWithOnly(leaf.event(), property, value).stream()
                .map(it -> List.<Step>of(new Step.Happens(leaf.event(), it, detail, times, 0, 0)))
                .toList();
    }

    /** Amounts on and beside the bounds of the filter that pass it, in minor units. */
    private List<Long> allowed(PropertyPath property) {
        var tests = FittingValues.testsOf(leaf.event(), property);
        var allowed = new TreeSet<Long>();
        for (var value : tests.isEmpty() ? Set.<Value>of() : fitting.near(tests)) {
            if (value instanceof Value.Numeric(var number)) {
                long cents = Math.round(number * 100);
                LongStream.rangeClosed(cents - 1, cents + 1)
                        .filter(it -> fitting.passAll(tests, List.of(amount(it))))
                        .forEach(allowed::add);
            }
        }
        return new ArrayList<>(allowed);
    }

    Stream<List<Step>> least(PropertyPath property, List<Entry> counted) {
        return extremes(property, numbers(property, counted).min().orElse(leaf.value()));
    }

    Stream<List<Step>> greatest(PropertyPath property, List<Entry> counted) {
        return extremes(property, numbers(property, counted).max().orElse(leaf.value()));
    }

    private static DoubleStream numbers(PropertyPath property, List<Entry> counted) {
        return counted.stream()
                .flatMap(it -> it.properties().getOrDefault(property.text(), List.of()).stream())
                .filter(Value.Numeric.class::isInstance)
                .mapToDouble(it -> ((Value.Numeric) it).number());
    }

    private Stream<List<Step>> extremes(PropertyPath property, double current) {
        var tests = FittingValues.testsOf(leaf.event(), property);
        double bound = leaf.value();
        var near = Stream.concat(
                Stream.of(bound, Math.nextUp(bound), Math.nextDown(bound)).map(Value.Numeric::new),
                tests.isEmpty() ? Stream.<Value>empty() : fitting.near(tests).stream());
        return near.filter(Value.Numeric.class::isInstance)
                .map(Value.Numeric.class::cast)
                .distinct()
                .sorted(Comparator.comparingDouble(it -> Math.abs(it.number() - current)))
                .flatMap(it -> fitting.event(leaf.event(), property, it).stream()
                        .map(properties -> List.<Step>of(new Step.Happens(
                                leaf.event(),
                                properties,
                                "with " + property.text() + " " + NumberWords.of(it.number(), List.of(bound)),
                                1,
                                0,
                                0))));
    }

    private static Sum sum(PropertyPath property, List<Entry> counted) {
        return counted.stream()
                .map(it -> it.sums().getOrDefault(property.text(), Sum.ZERO))
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static Value amount(long cents) {
        return new Value.Numeric(cents / 100.0);
    }
}
