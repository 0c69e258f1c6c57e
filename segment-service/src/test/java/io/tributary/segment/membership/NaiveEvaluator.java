package io.tributary.segment.membership;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Direction;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.Span;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import io.tributary.segment.rule.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of the language read off raw events, one instant at a time, without any notion of intervals or stored
 * features. It shares nothing with the engines but the rule tree.
 */
public final class NaiveEvaluator {

    private final List<RawEvent> history;
    private final Person person;
    private final Map<String, Condition> segments;
    private final ZoneId zone;
    private final Instant now;
    private final LocalDate today;

    /** What is known of the person besides events. */
    public record Person(
            Map<String, Value> traits,
            Map<String, Boolean> consents,
            Set<String> namespaces,
            Set<String> channels,
            Map<String, Double> scores) {}

    public NaiveEvaluator(
            List<RawEvent> history, Person person, Map<String, Condition> segments, ZoneId zone, long nowMillis) {
        this.now = Instant.ofEpochMilli(nowMillis);
        this.today = now.atZone(zone).toLocalDate();
        this.history = history.stream()
                .filter(it -> !Instant.ofEpochSecond(it.at()).isAfter(now))
                .sorted(Comparator.comparingLong(RawEvent::at))
                .toList();
        this.person = person;
        this.segments = segments;
        this.zone = zone;
    }

    public boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> parts.stream().allMatch(this::holds);
            case Condition.Any(var parts) -> parts.stream().anyMatch(this::holds);
            case Condition.Not(var part) -> !holds(part);
            case Condition.TraitTest(var trait, var test) -> passes(test, trait(trait.text()));
            case Condition.TraitMoving leaf -> moving(leaf);
            case Condition.TraitAge leaf -> age(leaf);
            case Condition.EventMeasure leaf -> measured(leaf);
            case Condition.FirstEvent(var event, var window) -> {
                var events = event.where().isEmpty() ? matching(event, history) : kept(event);
                yield !events.isEmpty() && isIn(window, events.getFirst());
            }
            case Condition.LatestEvent(var event, var window) -> {
                var events = event.where().isEmpty() ? matching(event, history) : kept(event);
                yield !events.isEmpty() && isIn(window, events.getLast());
            }
            case Condition.Sequence leaf -> sequence(leaf, null, null, 0);
            case Condition.NotFollowedBy leaf -> notFollowedBy(leaf);
            case Condition.SegmentRef(var key) -> {
                var rule = segments.get(key);
                yield rule != null && holds(rule);
            }
            case Condition.ScoreTest(var name, var op, var value) -> {
                var score = person.scores().get(name);
                yield score != null && compares(score, op, value);
            }
            case Condition.ConsentTest(var purpose, var granted) ->
                Boolean.valueOf(granted).equals(person.consents().get(purpose));
            case Condition.HasIdentifier(var namespace) -> person.namespaces().contains(namespace);
            case Condition.ReachableBy(var channel) -> person.channels().contains(channel);
        };
    }

    private boolean measured(Condition.EventMeasure leaf) {
        var number = number(leaf.event(), leaf.measure(), leaf.window());
        return number.isPresent() && compares(number.getAsDouble(), leaf.op(), leaf.value());
    }

    /** What a measure comes to; empty where there is no number. */
    public OptionalDouble number(EventFilter filter, Measure measure, Window window) {
        boolean all = window instanceof Window.Ever
                && filter.where().isEmpty()
                && (measure instanceof Measure.Count
                        || measure instanceof Measure.Sum
                        || measure instanceof Measure.Avg);
        var events = (all ? matching(filter, history) : kept(filter))
                .stream().filter(it -> isIn(window, it)).toList();
        return switch (measure) {
            case Measure.Count() -> OptionalDouble.of(events.size());
            case Measure.Days() ->
                OptionalDouble.of(
                        (double) events.stream().map(this::day).distinct().count());
            case Measure.Distinct(var property) ->
                OptionalDouble.of((double) events.stream()
                        .flatMap(it -> values(it, property.text()).stream())
                        .distinct()
                        .count());
            case Measure.Sum(var property) -> OptionalDouble.of(cents(events, property.text()) / 100.0);
            case Measure.Avg(var property) -> {
                long count = numbers(events, property.text()).count();
                yield count == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(cents(events, property.text()) / 100.0 / count);
            }
            case Measure.Min(var property) -> numbers(events, property.text()).min();
            case Measure.Max(var property) -> numbers(events, property.text()).max();
        };
    }

    private boolean sequence(Condition.Sequence leaf, @Nullable RawEvent first, @Nullable RawEvent previous, int step) {
        if (step == leaf.steps().size()) {
            return previous != null && isIn(leaf.window(), previous);
        }
        for (var event : kept(leaf.steps().get(step))) {
            boolean fits = first == null
                    || previous == null
                    || (event.at() > previous.at()
                            && event.at() - first.at() <= leaf.within().toSeconds()
                            && isSame(leaf, first, event));
            if (fits && sequence(leaf, first == null ? event : first, event, step + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSame(Condition.Sequence leaf, RawEvent first, RawEvent other) {
        var same = leaf.same();
        return same == null
                || values(first, same.text()).stream()
                        .anyMatch(it -> values(other, same.text()).contains(it));
    }

    private boolean notFollowedBy(Condition.NotFollowedBy leaf) {
        return kept(leaf.first()).stream()
                .filter(it -> isIn(leaf.window(), it))
                .filter(it ->
                        !Instant.ofEpochSecond(it.at()).plus(leaf.within()).isAfter(now))
                .anyMatch(first -> kept(leaf.then()).stream()
                        .noneMatch(then -> then.at() > first.at()
                                && then.at() <= first.at() + leaf.within().toSeconds()));
    }

    private boolean moving(Condition.TraitMoving leaf) {
        return trait(leaf.trait().text()).stream()
                .map(NaiveEvaluator::instant)
                .anyMatch(it -> it != null && isMoving(it, leaf.direction(), leaf.span()));
    }

    private boolean isMoving(Instant at, Direction direction, Span span) {
        boolean calendar = span.unit() == Span.Unit.DAYS;
        if (direction == Direction.IN_LAST) {
            var from = calendar ? midnight(today.minusDays(span.amount() - 1L)) : now.minus(span.elapsed());
            return !at.isAfter(now) && (calendar ? !at.isBefore(from) : at.isAfter(from));
        }
        var until = calendar ? midnight(today.plusDays(span.amount())) : now.plus(span.elapsed());
        return at.isAfter(now) && (calendar ? at.isBefore(until) : !at.isAfter(until));
    }

    private boolean age(Condition.TraitAge leaf) {
        return trait(leaf.trait().text()).stream().anyMatch(it -> {
            var instant = local(it);
            if (instant == null) {
                return false;
            }
            var born = instant.atZone(zone).toLocalDate();
            return !born.isAfter(today) && compares(Period.between(born, today).getYears(), leaf.op(), leaf.years());
        });
    }

    private boolean isIn(Window window, RawEvent event) {
        var at = Instant.ofEpochSecond(event.at());
        return switch (window) {
            case Window.LastDays(var days) -> !at.isBefore(midnight(today.minusDays(days - 1L)));
            case Window.LastDuration(var length) -> at.isAfter(now.minus(length));
            case Window.Between(var from, var to) ->
                !at.isBefore(midnight(today.minusDays(from))) && at.isBefore(midnight(today.minusDays(to)));
            case Window.Since(var date) -> !at.isBefore(midnight(date));
            case Window.Before(var date) -> at.isBefore(midnight(date));
            case Window.Ever() -> true;
        };
    }

    /** Matching events that are not older than what is kept. */
    private List<RawEvent> kept(EventFilter filter) {
        var from = midnight(today.minusDays(400));
        return matching(filter, history).stream()
                .filter(it -> !Instant.ofEpochSecond(it.at()).isBefore(from))
                .toList();
    }

    private List<RawEvent> matching(EventFilter filter, List<RawEvent> events) {
        return events.stream()
                .filter(it -> it.event().equals(filter.event()))
                .filter(it -> filter.where().stream()
                        .allMatch(test ->
                                passes(test.test(), values(it, test.property().text()))))
                .toList();
    }

    private boolean passes(Test test, List<Value> values) {
        if (test.op() == Operator.EXISTS || test.op() == Operator.MISSING) {
            return values.isEmpty() == (test.op() == Operator.MISSING);
        }
        var operand = test.asked().orElseThrow();
        return values.stream().anyMatch(it -> passes(test.op(), it, operand));
    }

    private boolean passes(Operator op, Value value, Value operand) {
        if (op == Operator.IN) {
            return operand.each().stream().anyMatch(value::equals);
        }
        if (op == Operator.NOT_IN) {
            boolean comparable = operand.each().stream().anyMatch(it -> it.getClass() == value.getClass());
            return comparable && operand.each().stream().noneMatch(value::equals);
        }
        if (op == Operator.BEFORE || op == Operator.AFTER) {
            var left = local(value);
            var right = local(operand);
            return left != null
                    && right != null
                    && (op == Operator.BEFORE ? left.isBefore(right) : left.isAfter(right));
        }
        if (value instanceof Value.Text(var left) && operand instanceof Value.Text(var right)) {
            return switch (op) {
                case EQ -> left.equals(right);
                case NE -> !left.equals(right);
                case CONTAINS -> left.contains(right);
                case STARTS_WITH -> left.startsWith(right);
                default -> false;
            };
        }
        if (value instanceof Value.Bool(var left) && operand instanceof Value.Bool(var right)) {
            return op == Operator.EQ ? left == right : op == Operator.NE && left != right;
        }
        return value instanceof Value.Numeric(var left)
                && operand instanceof Value.Numeric(var right)
                && compares(left, op, right);
    }

    private static boolean compares(double left, Operator op, double right) {
        int order = Double.compare(left, right);
        return switch (op) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            default -> false;
        };
    }

    private static long cents(List<RawEvent> events, String property) {
        return numbers(events, property)
                .mapToLong(it -> BigDecimal.valueOf(it)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact())
                .sum();
    }

    private static DoubleStream numbers(List<RawEvent> events, String property) {
        return events.stream()
                .flatMap(it -> values(it, property).stream())
                .filter(Value.Numeric.class::isInstance)
                .mapToDouble(it -> ((Value.Numeric) it).number());
    }

    private static List<Value> values(RawEvent event, String property) {
        return event.properties().getOrDefault(property, List.of());
    }

    private List<Value> trait(String name) {
        var value = person.traits().get(name);
        return value == null ? List.of() : value.each();
    }

    private LocalDate day(RawEvent event) {
        return Instant.ofEpochSecond(event.at()).atZone(zone).toLocalDate();
    }

    private Instant midnight(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    private @Nullable Instant local(Value value) {
        return value instanceof Value.Text(var text) && text.matches("\\d{4}-\\d{2}-\\d{2}")
                ? midnight(LocalDate.parse(text))
                : instant(value);
    }

    private static @Nullable Instant instant(Value value) {
        return value instanceof Value.Text(var text) && text.matches("\\d{4}-\\d{2}-\\d{2}T.*Z")
                ? OffsetDateTime.parse(text).toInstant()
                : null;
    }
}
