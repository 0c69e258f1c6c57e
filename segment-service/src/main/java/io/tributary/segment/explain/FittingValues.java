package io.tributary.segment.explain;

import io.tributary.segment.membership.ValueTests;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Moments;
import io.tributary.segment.rule.Operator;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.PropertyTest;
import io.tributary.segment.rule.Test;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/** Finds values that pass tests: the plainest first, several at once only where no single one passes all. */
final class FittingValues {

    private static final Value ANYTHING = new Value.Text("any");
    private static final List<Long> BESIDE = List.of(0L, -1L, 1L, -86_400L, 86_400L);

    private final ZoneId zone;

    FittingValues(ZoneId zone) {
        this.zone = zone;
    }

    /** What an event may carry to pass the filter; empty when nothing passes, or nothing plain was found. */
    Optional<Map<String, List<Value>>> event(EventFilter filter) {
        return event(filter, Map.of());
    }

    /** The same with a property that must have a value, among others if need be. */
    Optional<Map<String, List<Value>>> event(EventFilter filter, PropertyPath property, Value value) {
        return event(filter, Map.of(property, value));
    }

    /** The same with a property that must have that value only. */
    Optional<Map<String, List<Value>>> eventWithOnly(EventFilter filter, PropertyPath property, Value value) {
        return passAll(testsOf(filter, property), List.of(value)) ? event(filter, property, value) : Optional.empty();
    }

    private Optional<Map<String, List<Value>>> event(EventFilter filter, Map<PropertyPath, Value> wished) {
        var properties = new TreeMap<String, List<Value>>();
        var paths = new LinkedHashSet<>(wished.keySet());
        filter.where().forEach(it -> paths.add(it.property()));
        for (var path : paths) {
            var found = values(testsOf(filter, path), Optional.ofNullable(wished.get(path)));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (!found.get().isEmpty()) {
                properties.put(path.text(), found.get());
            }
        }
        return Optional.of(properties);
    }

    /** No values at all mean that the property is missing. */
    private Optional<List<Value>> values(List<Test> tests, Optional<Value> wished) {
        var choices = new ArrayList<List<Value>>();
        if (wished.isPresent()) {
            choices.add(List.of(wished.get()));
        } else if (tests.stream().anyMatch(it -> it.op() == Operator.MISSING)) {
            choices.add(List.of());
        } else {
            near(tests).forEach(it -> choices.add(List.of(it)));
        }
        choices.add(oneForEach(tests, wished));
        return choices.stream().filter(it -> passAll(tests, it)).findFirst();
    }

    private List<Value> oneForEach(List<Test> tests, Optional<Value> wished) {
        var values = new LinkedHashSet<Value>();
        wished.ifPresent(values::add);
        for (var test : tests) {
            near(List.of(test)).stream()
                    .filter(it -> ValueTests.pass(test, List.of(it), zone))
                    .findFirst()
                    .ifPresent(values::add);
        }
        return List.copyOf(values);
    }

    boolean passAll(List<Test> tests, List<Value> values) {
        return tests.stream().allMatch(it -> ValueTests.pass(it, values, zone));
    }

    static List<Test> testsOf(EventFilter filter, PropertyPath property) {
        return filter.where().stream()
                .filter(it -> it.property().equals(property))
                .map(PropertyTest::test)
                .toList();
    }

    /** Values on and beside what the tests compare with, and others that they may tell from it; plain ones first. */
    SequencedSet<Value> near(List<Test> tests) {
        var near = new LinkedHashSet<Value>();
        var operands = tests.stream()
                .flatMap(it -> it.asked().stream())
                .flatMap(it -> it.each().stream())
                .toList();
        near.addAll(operands);
        operands.forEach(it -> near.addAll(beside(it)));
        near.addAll(joined(tests));
        near.add(ANYTHING);
        return near;
    }

    private List<Value> beside(Value operand) {
        return switch (operand) {
            case Value.Numeric(var number) -> numbersBeside(number);
            case Value.Bool(var truth) -> List.of(new Value.Bool(!truth));
            case Value.Text(var text) -> textsBeside(text);
            case Value.Many(var values) ->
                values.stream().flatMap(it -> beside(it).stream()).toList();
        };
    }

    private static List<Value> numbersBeside(double number) {
        return List.of(
                new Value.Numeric(number + 1),
                new Value.Numeric(number - 1),
                new Value.Numeric(Math.nextUp(number)),
                new Value.Numeric(Math.nextDown(number)));
    }

    private List<Value> textsBeside(String text) {
        var instant = Moments.instant(text, zone);
        var beside = new ArrayList<Value>();
        if (instant != null) {
            BESIDE.forEach(it -> beside.add(
                    new Value.Text(Instant.ofEpochMilli(instant + it * 1000).toString())));
        }
        beside.add(new Value.Text("not " + text));
        return beside;
    }

    /** A text that begins and goes on as several tests want. */
    private static List<Value> joined(List<Test> tests) {
        var text = new StringBuilder();
        for (var op : List.of(Operator.STARTS_WITH, Operator.CONTAINS)) {
            for (var test : tests) {
                if (test.op() == op && test.operand() instanceof Value.Text(var part)) {
                    text.append(part);
                }
            }
        }
        return text.isEmpty() ? List.of() : List.of(new Value.Text(text.toString()));
    }
}
