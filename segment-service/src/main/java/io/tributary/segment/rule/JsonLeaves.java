package io.tributary.segment.rule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the leaves of the JSON tree; errors go to the walk that it belongs to. */
final class JsonLeaves {

    private static final List<String> ALL_OPERATORS =
            Stream.of(Operator.values()).map(Operator::json).toList();
    private static final List<String> COMPARING =
            Operator.COMPARING.stream().map(Operator::json).toList();
    private static final List<String> OF_TRAITS = Stream.concat(
                    ALL_OPERATORS.stream(), Stream.of("inLast", "inNext", "age"))
            .toList();

    private final JsonRules walk;

    JsonLeaves(JsonRules walk) {
        this.walk = walk;
    }

    Condition trait(JsonNode node, String pointer) {
        var trait = walk.path(node, pointer, "trait");
        return switch (node.path("op").asString("")) {
            case "inLast" -> new Condition.TraitMoving(trait, Direction.IN_LAST, walk.span(node, pointer, "value"));
            case "inNext" -> new Condition.TraitMoving(trait, Direction.IN_NEXT, walk.span(node, pointer, "value"));
            case "age" -> ageOf(trait, node, pointer);
            default -> new Condition.TraitTest(trait, test(node, pointer, OF_TRAITS));
        };
    }

    Condition age(JsonNode node, String pointer) {
        return new Condition.TraitAge(
                walk.path(node, pointer, "age"), comparing(node, pointer), years(node, pointer, "value"));
    }

    Condition measured(JsonNode node, String pointer) {
        return figure(node, pointer).compared(comparing(node, pointer), walk.number(node, pointer, "value"));
    }

    Figure figure(JsonNode node, String pointer) {
        var event = new EventFilter(walk.text(node, pointer, "event"), where(node, pointer));
        return new Figure(event, measure(node, pointer), window(node, pointer));
    }

    Condition notFollowedBy(JsonNode node, String pointer) {
        return new Condition.NotFollowedBy(
                filter(node, pointer, "event"),
                filter(node, pointer, "notFollowedBy"),
                walk.elapsed(node, pointer, "within"),
                window(node, pointer));
    }

    Condition sequence(JsonNode node, String pointer) {
        var array = node.get("sequence");
        var steps = new ArrayList<EventFilter>();
        if (!array.isArray() || array.size() < 2) {
            walk.error(
                    pointer + "/sequence",
                    "steps-expected",
                    "\"sequence\" is an array of at least two events",
                    "[\"Product Viewed\",\"Order Completed\"]");
        } else {
            for (int i = 0; i < array.size(); i++) {
                steps.add(filterOf(array.get(i), pointer + "/sequence/" + i));
            }
        }
        return new Condition.Sequence(
                steps,
                walk.elapsed(node, pointer, "within"),
                node.has("same") ? walk.path(node, pointer, "same") : null,
                window(node, pointer));
    }

    Condition score(JsonNode node, String pointer) {
        return new Condition.ScoreTest(
                walk.text(node, pointer, "score"), comparing(node, pointer), walk.number(node, pointer, "value"));
    }

    Condition consent(JsonNode node, String pointer) {
        var purpose = walk.text(node, pointer, "consent");
        var said = node.path("is").asString("");
        if (!said.equals("granted") && !said.equals("denied")) {
            walk.error(pointer + "/is", "consent-state", "\"is\" is \"granted\" or \"denied\"", "\"is\":\"granted\"");
        }
        return new Condition.ConsentTest(purpose, said.equals("granted"));
    }

    Condition identifier(JsonNode node, String pointer) {
        if (!node.path("op").asString("exists").equals("exists")) {
            walk.error(pointer + "/op", "unknown-operator", "an identifier only exists", "exists");
        }
        return new Condition.HasIdentifier(walk.text(node, pointer, "identifier"));
    }

    EventFilter filter(JsonNode node, String pointer, String key) {
        return filterOf(node.get(key), pointer + "/" + key);
    }

    Window window(JsonNode node, String pointer) {
        var at = pointer + "/window";
        var window = node.get("window");
        if (window == null || !window.isObject() || window.isEmpty()) {
            walk.error(at, "window-expected", "\"window\" is an object", "{\"last\":\"30d\"}");
            return new Window.Ever();
        }
        if (window.has("last")) {
            walk.knows(window, at, "last", Set.of());
            var span = walk.span(window, at, "last");
            return span.unit() == Span.Unit.DAYS
                    ? new Window.LastDays(span.amount())
                    : new Window.LastDuration(span.elapsed());
        }
        if (window.has("from")) {
            walk.knows(window, at, "from", Set.of("to"));
            return new Window.Between(days(window, at, "from"), days(window, at, "to"));
        }
        if (window.has("since")) {
            walk.knows(window, at, "since", Set.of());
            return new Window.Since(date(window, at, "since"));
        }
        if (window.has("before")) {
            walk.knows(window, at, "before", Set.of());
            return new Window.Before(date(window, at, "before"));
        }
        if (!window.path("ever").asBoolean(false) || window.size() > 1) {
            walk.error(at, "unknown-window", "no known kind of window", "last, from and to, since, before or ever");
        }
        return new Window.Ever();
    }

    private EventFilter filterOf(@Nullable JsonNode node, String pointer) {
        if (node != null && node.isString() && !node.stringValue().isEmpty()) {
            return EventFilter.named(node.stringValue());
        }
        if (node == null || !node.isObject()) {
            walk.error(
                    pointer,
                    "event-expected",
                    "an event is a name, or an object with \"event\" and \"where\"",
                    "\"Order Completed\"");
            return EventFilter.named("?");
        }
        walk.knows(node, pointer, "event", Set.of("where"));
        return new EventFilter(walk.text(node, pointer, "event"), where(node, pointer));
    }

    private List<PropertyTest> where(JsonNode node, String pointer) {
        var where = node.get("where");
        var tests = new ArrayList<PropertyTest>();
        if (where != null && !where.isArray()) {
            walk.error(
                    pointer + "/where",
                    "tests-expected",
                    "\"where\" is an array of property tests",
                    "[{\"property\":\"category\",\"op\":\"eq\",\"value\":\"running\"}]");
        } else if (where != null) {
            for (int i = 0; i < where.size(); i++) {
                var at = pointer + "/where/" + i;
                walk.knows(where.get(i), at, "property", Set.of("op", "value"));
                tests.add(new PropertyTest(
                        walk.path(where.get(i), at, "property"), test(where.get(i), at, ALL_OPERATORS)));
            }
        }
        return tests;
    }

    private Measure measure(JsonNode node, String pointer) {
        var at = pointer + "/measure";
        var measure = node.path("measure");
        if (measure.isString()) {
            return switch (measure.stringValue()) {
                case "count" -> new Measure.Count();
                case "days" -> new Measure.Days();
                default -> unknownMeasure(at, measure.stringValue());
            };
        }
        var name = measure.propertyNames().stream().findFirst().orElse("");
        if (!measure.isObject() || measure.size() != 1) {
            return unknownMeasure(at, name);
        }
        return switch (name) {
            case "sum" -> new Measure.Sum(walk.path(measure, at, name));
            case "avg" -> new Measure.Avg(walk.path(measure, at, name));
            case "min" -> new Measure.Min(walk.path(measure, at, name));
            case "max" -> new Measure.Max(walk.path(measure, at, name));
            case "distinct" -> new Measure.Distinct(walk.path(measure, at, name));
            default -> unknownMeasure(at, name);
        };
    }

    private Measure unknownMeasure(String pointer, String name) {
        walk.error(
                pointer,
                "unknown-measure",
                "no known measure",
                Spelling.nearest(name, List.of("count", "days", "sum", "avg", "min", "max", "distinct")));
        return new Measure.Count();
    }

    private Test test(JsonNode node, String pointer, List<String> known) {
        var name = node.path("op").asString("");
        var op = Operator.ofJson(name);
        if (op == null) {
            unknownOperator(name, pointer, known);
            return new Test(Operator.EXISTS, null);
        }
        if (op.standsAlone()) {
            if (node.has("value")) {
                walk.error(
                        pointer + "/value", "operand-type", "\"" + name + "\" takes no value", "leave \"value\" out");
            }
            return new Test(op, null);
        }
        var operand = JsonOperands.read(node.get("value"));
        var wrong = Operands.wrong(op, operand);
        if (operand == null || wrong != null) {
            walk.error(
                    pointer + "/value",
                    "operand-type",
                    "\"" + name + "\" compares with " + wrong,
                    Operands.example(op));
            return new Test(Operator.EXISTS, null);
        }
        return new Test(op, operand);
    }

    private Operator comparing(JsonNode node, String pointer) {
        var name = node.path("op").asString("");
        return comparing(name, pointer);
    }

    private Operator comparing(String name, String pointer) {
        var op = Operator.ofJson(name);
        if (op == null || !Operator.COMPARING.contains(op)) {
            unknownOperator(name, pointer, COMPARING);
            return Operator.EQ;
        }
        return op;
    }

    private void unknownOperator(String name, String pointer, List<String> known) {
        walk.error(
                pointer + "/op",
                "unknown-operator",
                "\"" + name + "\" is not an operator that is known here",
                Spelling.nearest(name, known));
    }

    private Condition ageOf(PropertyPath trait, JsonNode node, String pointer) {
        var value = node.path("value");
        if (!value.isObject() || value.size() != 1) {
            return walk.wrong(pointer + "/value", "age-expected", "an age is compared with years", "{\"gte\":18}");
        }
        var name = value.propertyNames().iterator().next();
        var at = pointer + "/value";
        return new Condition.TraitAge(trait, comparing(name, at), years(value, at, name));
    }

    private int years(JsonNode node, String pointer, String key) {
        double years = walk.number(node, pointer, key);
        if (years != Math.rint(years) || Math.abs(years) > 1_000) {
            walk.error(pointer + "/" + key, "years-expected", "years are a whole number up to 1000", "{\"gte\":18}");
        }
        return (int) years;
    }

    private int days(JsonNode node, String pointer, String key) {
        var span = walk.span(node, pointer, key);
        if (span.unit() != Span.Unit.DAYS) {
            walk.error(pointer + "/" + key, "days-expected", "a window of the past is given in days", "90d");
        }
        return span.amount();
    }

    private LocalDate date(JsonNode node, String pointer, String key) {
        try {
            return LocalDate.parse(walk.text(node, pointer, key));
        } catch (DateTimeException e) {
            walk.error(pointer + "/" + key, "date-expected", "\"" + key + "\" is a date", "2026-01-31");
            return LocalDate.EPOCH;
        }
    }
}
