package io.tributary.segment.membership;

import io.tributary.segment.feature.KnownPerson;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Direction;
import io.tributary.segment.rule.Moments;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.Span;
import io.tributary.segment.rule.Value;
import java.time.LocalDate;
import java.util.List;

/** When trait leaves hold: always or never for plain tests, between bounds for dates that move with time. */
final class TraitLeaves {

    private final KnownPerson person;
    private final Days days;

    TraitLeaves(KnownPerson person, Days days) {
        this.person = person;
        this.days = days;
    }

    Intervals tested(Condition.TraitTest leaf) {
        return Intervals.when(ValueTests.pass(leaf.test(), values(leaf.trait()), days.zone()));
    }

    Intervals moving(Condition.TraitMoving leaf) {
        return Intervals.union(values(leaf.trait()).stream()
                .flatMap(it -> instants(it).stream())
                .map(it -> moving(it, leaf.direction(), leaf.span()))
                .toList());
    }

    Intervals age(Condition.TraitAge leaf) {
        return values(leaf.trait()).stream()
                .flatMap(it -> birthdays(it).stream())
                .map(it -> age(it, leaf.op(), leaf.years()))
                .reduce(Intervals.NEVER, Intervals::or);
    }

    /** In the last days: today and the days before. In the next days: today and the days after, from now on. */
    private Interval moving(long at, Direction direction, Span span) {
        boolean calendar = span.unit() == Span.Unit.DAYS;
        long day = days.dayOf(at);
        return switch (direction) {
            case IN_LAST ->
                new Interval(
                        at,
                        calendar
                                ? days.midnight(day + span.amount())
                                : at + span.elapsed().toMillis());
            case IN_NEXT ->
                new Interval(
                        calendar
                                ? days.midnight(day - span.amount() + 1)
                                : at - span.elapsed().toMillis(),
                        at);
        };
    }

    private Intervals age(LocalDate born, Operator op, int years) {
        return switch (op) {
            case GTE -> from(born, years);
            case GT -> from(born, years + 1);
            case LT -> from(born, 0).and(from(born, years).not());
            case LTE -> from(born, 0).and(from(born, years + 1).not());
            case EQ ->
                years < 0
                        ? Intervals.NEVER
                        : from(born, years).and(from(born, years + 1).not());
            case NE -> from(born, 0).and(age(born, Operator.EQ, years).not());
            case IN, NOT_IN, CONTAINS, STARTS_WITH, EXISTS, MISSING, BEFORE, AFTER -> Intervals.NEVER;
        };
    }

    /** From the birthday on; nobody has an age before birth, and one born on 29 February is older on 1 March. */
    private Intervals from(LocalDate born, int years) {
        var birthday = born.plusYears(Math.max(years, 0));
        var reached = birthday.getDayOfMonth() < born.getDayOfMonth() ? birthday.plusDays(1) : birthday;
        return Intervals.from(days.midnight(reached.toEpochDay()));
    }

    private List<Value> values(PropertyPath trait) {
        var known = person.traits().get(trait.text());
        var value = known == null ? null : known.value();
        return value == null ? List.of() : value.each();
    }

    private List<Long> instants(Value value) {
        var instant = value instanceof Value.Text(var text) ? Moments.instant(text, days.zone()) : null;
        return instant == null ? List.of() : List.of(instant);
    }

    private List<LocalDate> birthdays(Value value) {
        var date = value instanceof Value.Text(var text) ? Moments.date(text, days.zone()) : null;
        return date == null ? List.of() : List.of(date);
    }
}
