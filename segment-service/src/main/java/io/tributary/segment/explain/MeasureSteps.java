package io.tributary.segment.explain;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.membership.Witnesses;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.Value;
import io.tributary.segment.rule.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events that may flip the comparison of a measure: the fewest first, then those with the number that is nearest. */
final class MeasureSteps {

    /** So many events in one second are supposed at most. */
    private static final int MOST_TIMES = 1_000_000;

    /** So many different things, on so many days, are supposed at most. */
    private static final int MOST_DIFFERENT = 100;

    private final Witnesses witnesses;
    private final Beginning beginning;
    private final Tries tries;
    private final FittingValues fitting;

    MeasureSteps(Activity activity, Beginning beginning, Tries tries) {
        this.witnesses = new Witnesses(activity, beginning.days());
        this.beginning = beginning;
        this.tries = tries;
        this.fitting = new FittingValues(beginning.days().zone());
    }

    Stream<List<Step>> of(Condition.EventMeasure leaf) {
        var counted = witnesses.counted(
                new Figure(leaf.event(), leaf.measure(), leaf.window()), beginning.countsFrom(leaf.window()));
        var amounts = new AmountSteps(leaf, fitting, tries);
        return switch (leaf.measure()) {
            case Measure.Count() -> times(leaf, counted);
            case Measure.Days() -> days(leaf, counted);
            case Measure.Distinct(var property) -> different(leaf, property, counted);
            case Measure.Sum(var property) -> amounts.sums(property, counted);
            case Measure.Avg(var property) -> amounts.means(property, counted);
            case Measure.Min(var property) -> amounts.least(property, counted);
            case Measure.Max(var property) -> amounts.greatest(property, counted);
        };
    }

    private Stream<List<Step>> times(Condition.EventMeasure leaf, List<Entry> counted) {
        double missing = leaf.value() - counted.stream().mapToLong(Entry::count).sum();
        var numbers = leaf.window() instanceof Window.Between
                ? upTo(leaf)
                : DoubleStream.of(1, Math.floor(missing), Math.ceil(missing), Math.floor(missing) + 1)
                        .filter(it -> it >= 1)
                        .sorted()
                        .distinct()
                        .boxed();
        return fitting.event(leaf.event()).stream()
                .flatMap(properties -> tried(numbers, MOST_TIMES)
                        .map(it -> List.of(new Step.Happens(leaf.event(), properties, "", it, 0, 0))));
    }

    /** Where time passes before they count, or each may count for several: one more than is asked for is enough, whatever there was. */
    private static Stream<Double> upTo(Condition.EventMeasure leaf) {
        double enough = Math.ceil(Math.max(leaf.value(), 0)) + 1;
        return Stream.iterate(1.0, it -> it <= enough, it -> it + 1);
    }

    private Stream<Integer> tried(Stream<Double> numbers, int most) {
        return numbers.flatMap(it -> it <= most ? Stream.of(it.intValue()) : tries.noMore());
    }

    /** One a day, from today on unless something counts today already. */
    private Stream<List<Step>> days(Condition.EventMeasure leaf, List<Entry> counted) {
        var days = beginning.days();
        long today = days.dayOf(beginning.second() * 1000);
        int from = counted.stream().anyMatch(it -> days.dayOf(it.at() * 1000) == today) ? 1 : 0;
        return fitting.event(leaf.event()).stream()
                .flatMap(properties -> tried(upTo(leaf), MOST_DIFFERENT)
                        .map(number -> IntStream.range(from, from + number)
                                .<Step>mapToObj(it -> new Step.Happens(leaf.event(), properties, "", 1, it, 0))
                                .toList()));
    }

    private Stream<List<Step>> different(Condition.EventMeasure leaf, PropertyPath property, List<Entry> counted) {
        var known = counted.stream()
                .flatMap(it -> it.properties().getOrDefault(property.text(), List.of()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var news = news(leaf, property, known);
        return tried(upTo(leaf).takeWhile(it -> it <= news.size() || news.size() == MOST_DIFFERENT), MOST_DIFFERENT)
                .map(number -> List.copyOf(news.subList(0, number)));
    }

    /** Events that each bring a value that no other has; those first that bring no other value beside it. */
    private List<Step> news(Condition.EventMeasure leaf, PropertyPath property, Set<Value> known) {
        var asked = FittingValues.testsOf(leaf.event(), property);
        var values = Stream.concat(
                        asked.isEmpty() ? Stream.<Value>empty() : fitting.near(asked).stream(),
                        IntStream.rangeClosed(1, MOST_DIFFERENT + known.size()).mapToObj(it -> invented(it, known)))
                .filter(it -> !known.contains(it))
                .distinct()
                .toList();
        return Stream.concat(
                        values.stream().flatMap(it -> fitting.eventWithOnly(leaf.event(), property, it).stream()),
                        values.stream().flatMap(it -> fitting.event(leaf.event(), property, it).stream()))
                .distinct()
                .limit(MOST_DIFFERENT)
                .<Step>map(it -> new Step.Happens(leaf.event(), it, "with another " + property.text(), 1, 0, 0))
                .toList();
    }

    private static Value invented(int number, Set<Value> known) {
        return known.stream().anyMatch(Value.Numeric.class::isInstance)
                ? new Value.Numeric(number)
                : new Value.Text("new " + number);
    }
}
