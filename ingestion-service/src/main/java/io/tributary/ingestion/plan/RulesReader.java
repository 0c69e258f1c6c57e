package io.tributary.ingestion.plan;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.plan.schema.PlanProblem;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads rules from JSON: {@code {"events":{"Order Completed":{"action":"block","schema":{...},"unplannedProperties":
 * "omit"}},"identify":{...},"page":{...},"screen":{...},"group":{...},"unplannedEvents":"warn","unplannedProperties":
 * "allow"}}. What is left out is {@code warn} for an action, {@code allow} for the unplanned, and a schema that allows all.
 */
final class RulesReader {

    static final int MAX_EVENTS = 500;
    private static final int MAX_NAME = 500;
    private static final int MAX_PROBLEMS = 50;
    private static final String UNPLANNED_PROPERTIES = "unplannedProperties";
    private static final Set<CallType> CALLS =
            Set.of(CallType.IDENTIFY, CallType.PAGE, CallType.SCREEN, CallType.GROUP);

    private final List<PlanProblem> problems;

    private RulesReader(List<PlanProblem> problems) {
        this.problems = problems;
    }

    /** The rules as far as they can be read; {@code problems} takes what cannot. */
    static PlanRules read(JsonNode rules, List<PlanProblem> problems) {
        return new RulesReader(problems).read(rules);
    }

    private PlanRules read(JsonNode rules) {
        var unplanned = action(rules, UNPLANNED_PROPERTIES, "", PlanAction.ALLOW);
        var unplannedEvents = action(rules, "unplannedEvents", "", PlanAction.ALLOW);
        if (unplannedEvents == PlanAction.OMIT) {
            problem("/unplannedEvents", "action", "An event cannot be omitted: use allow, warn or block.");
        }
        Map<CallType, PlanRules.Rule> calls = new EnumMap<>(CallType.class);
        for (var type : CALLS) {
            var rule = rules.path(type.wireName());
            if (!rule.isMissingNode() && !rule.isNull()) {
                calls.put(type, rule(rule, PlanProblem.token(type.wireName()), unplanned));
            }
        }
        return new PlanRules(events(rules.path("events"), unplanned), calls, unplannedEvents);
    }

    private Map<String, PlanRules.Rule> events(JsonNode events, PlanAction unplanned) {
        Map<String, PlanRules.Rule> read = new LinkedHashMap<>();
        if (events.isMissingNode() || events.isNull()) {
            return read;
        }
        if (!events.isObject()) {
            problem("/events", "type", "Events are an object by their names.");
        } else if (events.size() > MAX_EVENTS) {
            problem("/events", "count", "A plan names at most " + MAX_EVENTS + " events.");
        } else {
            for (var event : events.properties()) {
                var pointer = "/events" + PlanProblem.token(event.getKey());
                if (event.getKey().isBlank() || event.getKey().length() > MAX_NAME) {
                    problem("/events", "name", "An event's name has 1 to " + MAX_NAME + " characters.");
                }
                read.put(event.getKey(), rule(event.getValue(), pointer, unplanned));
            }
        }
        return read;
    }

    private PlanRules.Rule rule(JsonNode rule, String pointer, PlanAction unplanned) {
        if (!rule.isObject()) {
            problem(pointer, "type", "A rule is an object with action, schema and unplannedProperties.");
            return new PlanRules.Rule(PlanAction.ALLOW, unplanned, JsonNodeFactory.instance.objectNode());
        }
        for (var name : rule.propertyNames()) {
            if (!Set.of("action", "schema", UNPLANNED_PROPERTIES).contains(name)) {
                problem(pointer + PlanProblem.token(name), "unknown-field", "No such field is read here.");
            }
        }
        return new PlanRules.Rule(
                action(rule, "action", pointer, PlanAction.WARN),
                action(rule, UNPLANNED_PROPERTIES, pointer, unplanned),
                schema(rule.path("schema"), pointer + "/schema"));
    }

    private JsonNode schema(JsonNode schema, String pointer) {
        if (schema instanceof ObjectNode object) {
            return object;
        }
        if (!schema.isMissingNode() && !schema.isNull()) {
            problem(pointer, "type", "A schema is a JSON object.");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private PlanAction action(JsonNode from, String name, String pointer, PlanAction otherwise) {
        var value = from.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        var action = PlanAction.named(value.asString(""));
        if (action == null) {
            problem(pointer + PlanProblem.token(name), "action", "Use allow, warn, omit or block.");
            return otherwise;
        }
        return action;
    }

    private void problem(String pointer, String rule, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new PlanProblem(pointer, rule, message));
        }
    }
}
