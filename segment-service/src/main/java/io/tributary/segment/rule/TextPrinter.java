package io.tributary.segment.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the text of a canonical tree, with parentheses only where the grammar needs them. */
final class TextPrinter {

    String print(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> join(parts, " and ");
            case Condition.Any(var parts) -> join(parts, " or ");
            case Condition.Not(var part) -> "not " + (isGroup(part) ? "(" + print(part) + ")" : print(part));
            case Condition.TraitTest(var trait, var test) -> Words.path(trait) + " " + test(test);
            case Condition.TraitMoving(var trait, var direction, var span) ->
                Words.path(trait) + (direction == Direction.IN_LAST ? " in last " : " in next ") + span.words();
            case Condition.TraitAge(var trait, var op, var years) ->
                "age(" + Words.path(trait) + ") " + op.words() + " " + years;
            case Condition.EventMeasure leaf ->
                measure(leaf.event(), leaf.measure()) + " " + leaf.op().words() + " " + Words.number(leaf.value()) + " "
                        + window(leaf.window());
            case Condition.FirstEvent(var event, var window) -> "first(" + filter(event) + ") " + window(window);
            case Condition.LatestEvent(var event, var window) -> "latest(" + filter(event) + ") " + window(window);
            case Condition.Sequence leaf -> sequence(leaf);
            case Condition.NotFollowedBy(var first, var then, var within, var window) ->
                "did " + filter(first) + " then not " + filter(then) + " within "
                        + Span.ofElapsed(within).words() + " " + window(window);
            case Condition.SegmentRef(var key) -> "segment(" + Words.string(key) + ")";
            case Condition.ScoreTest(var name, var op, var value) ->
                "score(" + Words.string(name) + ") " + op.words() + " " + Words.number(value);
            case Condition.ConsentTest(var purpose, var granted) ->
                "consent(" + Words.string(purpose) + ") = " + (granted ? "granted" : "denied");
            case Condition.HasIdentifier(var namespace) -> "has identifier " + Words.name(namespace);
            case Condition.ReachableBy(var channel) -> "reachable by " + Words.name(channel);
        };
    }

    String print(Figure figure) {
        return measure(figure.event(), figure.measure()) + " " + window(figure.window());
    }

    private String join(List<Condition> parts, String word) {
        return parts.stream()
                .map(it -> isGroup(it) ? "(" + print(it) + ")" : print(it))
                .collect(Collectors.joining(word));
    }

    private static boolean isGroup(Condition condition) {
        return condition instanceof Condition.All || condition instanceof Condition.Any;
    }

    private static String measure(EventFilter filter, Measure measure) {
        var event = Words.string(filter.event());
        var where = where(filter.where());
        return switch (measure) {
            case Measure.Count() -> "count(" + event + where + ")";
            case Measure.Days() -> "days(" + event + where + ")";
            case Measure.Sum(var property) -> "sum(" + event + "." + Words.path(property) + where + ")";
            case Measure.Avg(var property) -> "avg(" + event + "." + Words.path(property) + where + ")";
            case Measure.Min(var property) -> "min(" + event + "." + Words.path(property) + where + ")";
            case Measure.Max(var property) -> "max(" + event + "." + Words.path(property) + where + ")";
            case Measure.Distinct(var property) -> "distinct(" + event + "." + Words.path(property) + where + ")";
        };
    }

    private static String sequence(Condition.Sequence leaf) {
        var steps = leaf.steps().stream().map(TextPrinter::filter).collect(Collectors.joining(" then "));
        var same = leaf.same();
        return "did " + steps + " within " + Span.ofElapsed(leaf.within()).words()
                + (same == null ? "" : " same " + Words.path(same)) + " " + window(leaf.window());
    }

    private static String window(Window window) {
        return switch (window) {
            case Window.LastDays(var days) -> "in last " + new Span(days, Span.Unit.DAYS).words();
            case Window.LastDuration(var length) ->
                "in last " + Span.ofRolling(length).words();
            case Window.Between(var from, var to) -> "between " + from + " and " + to + " days ago";
            case Window.Since(var date) -> "since " + date;
            case Window.Before(var date) -> "before " + date;
            case Window.Ever() -> "ever";
        };
    }

    static String filter(EventFilter filter) {
        return Words.string(filter.event()) + where(filter.where());
    }

    private static String where(List<PropertyTest> tests) {
        return tests.isEmpty()
                ? ""
                : tests.stream()
                        .map(it -> Words.path(it.property()) + " " + test(it.test()))
                        .collect(Collectors.joining(" and ", " where ", ""));
    }

    private static String test(Test test) {
        var operand = test.operand();
        if (operand == null) {
            return test.op().words();
        }
        boolean moment = test.op() == Operator.BEFORE || test.op() == Operator.AFTER;
        return test.op().words() + " "
                + (moment && operand instanceof Value.Text(var text) ? Words.moment(text) : value(operand));
    }

    static String value(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Words.string(text);
            case Value.Numeric(var number) -> Words.number(number);
            case Value.Bool(var truth) -> Boolean.toString(truth);
            case Value.Many(var values) ->
                values.stream().map(TextPrinter::value).collect(Collectors.joining(", ", "(", ")"));
        };
    }
}
