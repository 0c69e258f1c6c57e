package io.tributary.segment.rule;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes each kind of node with its keys in one fixed order, so that equal trees give equal bytes. */
final class JsonPrinter {

    // Beyond this a double has no unit digit of its own, and JSON integers would claim one.
    private static final double MAX_INTEGER = 1L << 53;

    private final JsonNodeFactory json = JsonNodeFactory.instance;

    String print(Condition condition) {
        return node(condition).toString();
    }

    String print(Figure figure) {
        return figure(figure.event(), figure.measure())
                .set("window", window(figure.window()))
                .toString();
    }

    private ObjectNode node(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> object().set("all", nodes(parts));
            case Condition.Any(var parts) -> object().set("any", nodes(parts));
            case Condition.Not(var part) -> object().set("not", node(part));
            case Condition.TraitTest(var trait, var test) -> withTest(object().put("trait", trait.text()), test);
            case Condition.TraitMoving(var trait, var direction, var span) ->
                object().put("trait", trait.text())
                        .put("op", direction == Direction.IN_LAST ? "inLast" : "inNext")
                        .put("value", span.text());
            case Condition.TraitAge(var trait, var op, var years) ->
                object().put("trait", trait.text()).put("op", "age").set("value", object().put(op.json(), years));
            case Condition.EventMeasure leaf -> measured(leaf);
            case Condition.FirstEvent(var event, var window) ->
                object().set("first", filter(event)).set("window", window(window));
            case Condition.LatestEvent(var event, var window) ->
                object().set("latest", filter(event)).set("window", window(window));
            case Condition.Sequence leaf -> sequence(leaf);
            case Condition.NotFollowedBy(var first, var then, var within, var window) ->
                object().set("event", filter(first))
                        .set("notFollowedBy", filter(then))
                        .put("within", Span.ofElapsed(within).text())
                        .set("window", window(window));
            case Condition.SegmentRef(var key) -> object().put("segment", key);
            case Condition.ScoreTest(var name, var op, var value) ->
                object().put("score", name).put("op", op.json()).set("value", number(value));
            case Condition.ConsentTest(var purpose, var granted) ->
                object().put("consent", purpose).put("is", granted ? "granted" : "denied");
            case Condition.HasIdentifier(var namespace) ->
                object().put("identifier", namespace).put("op", "exists");
            case Condition.ReachableBy(var channel) -> object().put("reachable", channel);
        };
    }

    private ObjectNode measured(Condition.EventMeasure leaf) {
        return figure(leaf.event(), leaf.measure())
                .put("op", leaf.op().json())
                .set("value", number(leaf.value()))
                .set("window", window(leaf.window()));
    }

    private ObjectNode figure(EventFilter event, Measure measure) {
        var node = object().put("event", event.event());
        if (!event.takesAll()) {
            node.set("where", where(event.where()));
        }
        return node.set("measure", measure(measure));
    }

    private ObjectNode sequence(Condition.Sequence leaf) {
        var steps = json.arrayNode();
        leaf.steps().forEach(it -> steps.add(filter(it)));
        var node = object().set("sequence", steps)
                .put("within", Span.ofElapsed(leaf.within()).text());
        var same = leaf.same();
        if (same != null) {
            node.put("same", same.text());
        }
        return node.set("window", window(leaf.window()));
    }

    private JsonNode measure(Measure measure) {
        return switch (measure) {
            case Measure.Count() -> json.stringNode("count");
            case Measure.Days() -> json.stringNode("days");
            case Measure.Sum(var property) -> object().put("sum", property.text());
            case Measure.Avg(var property) -> object().put("avg", property.text());
            case Measure.Min(var property) -> object().put("min", property.text());
            case Measure.Max(var property) -> object().put("max", property.text());
            case Measure.Distinct(var property) -> object().put("distinct", property.text());
        };
    }

    private ObjectNode window(Window window) {
        return switch (window) {
            case Window.LastDays(var days) -> object().put("last", new Span(days, Span.Unit.DAYS).text());
            case Window.LastDuration(var length) ->
                object().put("last", Span.ofRolling(length).text());
            case Window.Between(var from, var to) ->
                object().put("from", new Span(from, Span.Unit.DAYS).text())
                        .put("to", new Span(to, Span.Unit.DAYS).text());
            case Window.Since(var date) -> object().put("since", date.toString());
            case Window.Before(var date) -> object().put("before", date.toString());
            case Window.Ever() -> object().put("ever", true);
        };
    }

    private JsonNode filter(EventFilter filter) {
        if (filter.takesAll()) {
            return json.stringNode(filter.event());
        }
        return object().put("event", filter.event()).set("where", where(filter.where()));
    }

    private ArrayNode where(List<PropertyTest> tests) {
        var where = json.arrayNode();
        tests.forEach(
                it -> where.add(withTest(object().put("property", it.property().text()), it.test())));
        return where;
    }

    private ObjectNode withTest(ObjectNode node, Test test) {
        node.put("op", test.op().json());
        var operand = test.operand();
        return operand == null ? node : node.set("value", value(operand));
    }

    private JsonNode value(Value value) {
        return switch (value) {
            case Value.Text(var text) -> json.stringNode(text);
            case Value.Numeric(var number) -> number(number);
            case Value.Bool(var truth) -> json.booleanNode(truth);
            case Value.Many(var values) -> {
                var array = json.arrayNode();
                values.forEach(it -> array.add(value(it)));
                yield array;
            }
        };
    }

    private JsonNode number(double number) {
        return number == Math.rint(number) && Math.abs(number) < MAX_INTEGER
                ? json.numberNode((long) number)
                : json.numberNode(number);
    }

    private ArrayNode nodes(List<Condition> parts) {
        var array = json.arrayNode();
        parts.forEach(it -> array.add(node(it)));
        return array;
    }

    private ObjectNode object() {
        return json.objectNode();
    }
}
