package io.tributary.segment.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON tree and notes everything that is wrong on the way: after an error a stand-in keeps the walk going, so
 * that one answer names all errors. The result counts only when there are none.
 */
final class JsonRules {

    /** What a node may be, with the keys that it knows besides. */
    private static final Map<String, Set<String>> KINDS = kinds();

    /** A condition as it is to be. */
    static final String EXAMPLE = "{\"trait\":\"country\",\"op\":\"eq\",\"value\":\"DE\"}";

    private static final Condition STAND_IN = new Condition.All(List.of());
    private static final int MAX_ERRORS = 50;
    private static final int MAX_DEPTH = 64;

    private final JsonLeaves leaves;
    private final List<RuleError> errors = new ArrayList<>();

    JsonRules() {
        this.leaves = new JsonLeaves(this);
    }

    List<RuleError> errors() {
        return errors;
    }

    Condition condition(JsonNode node, String pointer, int depth) {
        if (depth > MAX_DEPTH) {
            return wrong(pointer, "too-deep", "a rule is at most 12 levels deep", RuleLimits.SPLIT);
        }
        if (!node.isObject()) {
            return wrong(pointer, "not-a-condition", "a condition is an object", EXAMPLE);
        }
        var kind = kindOf(node);
        if (kind == null) {
            var found = node.propertyNames().stream().findFirst().orElse("");
            return wrong(
                    pointer,
                    "unknown-condition",
                    "no known kind of condition",
                    Spelling.nearest(found, KINDS.keySet()));
        }
        knows(node, pointer, kind, KINDS.getOrDefault(kind, Set.of()));
        return switch (kind) {
            case "all" -> new Condition.All(parts(node, pointer, "all", depth));
            case "any" -> new Condition.Any(parts(node, pointer, "any", depth));
            case "not" -> new Condition.Not(condition(node.get("not"), pointer + "/not", depth + 1));
            case "trait" -> leaves.trait(node, pointer);
            case "age" -> leaves.age(node, pointer);
            case "notFollowedBy" -> leaves.notFollowedBy(node, pointer);
            case "event" -> leaves.measured(node, pointer);
            case "first" ->
                new Condition.FirstEvent(leaves.filter(node, pointer, "first"), leaves.window(node, pointer));
            case "latest" ->
                new Condition.LatestEvent(leaves.filter(node, pointer, "latest"), leaves.window(node, pointer));
            case "sequence" -> leaves.sequence(node, pointer);
            case "segment" -> new Condition.SegmentRef(text(node, pointer, "segment"));
            case "score" -> leaves.score(node, pointer);
            case "consent" -> leaves.consent(node, pointer);
            case "identifier" -> leaves.identifier(node, pointer);
            default -> new Condition.ReachableBy(text(node, pointer, "reachable"));
        };
    }

    /** A measure that stands alone; null when it is none. */
    @Nullable
    Figure figure(JsonNode node) {
        if (!node.isObject() || !node.has("event") || node.has("notFollowedBy")) {
            error(
                    "",
                    "not-a-measure",
                    Words.NO_MEASURE,
                    "{\"event\":\"Order Completed\",\"measure\":\"count\",\"window\":{\"last\":\"30d\"}}");
            return null;
        }
        knows(node, "", "event", Set.of("where", "measure", "window"));
        return leaves.figure(node, "");
    }

    Condition wrong(String pointer, String rule, String message, String hint) {
        error(pointer, rule, message, hint);
        return STAND_IN;
    }

    void error(String pointer, String rule, String message, String hint) {
        if (errors.size() < MAX_ERRORS) {
            errors.add(RuleError.at(pointer, rule, message, hint));
        }
    }

    void knows(JsonNode node, String pointer, String kind, Set<String> others) {
        for (var name : node.propertyNames()) {
            if (!name.equals(kind) && !others.contains(name)) {
                var hint = others.isEmpty() ? "leave it out" : Spelling.nearest(name, others);
                error(
                        pointer + "/" + escaped(name),
                        "unknown-key",
                        "\"" + name + "\" is not known beside \"" + kind + "\"",
                        hint);
            }
        }
    }

    String text(JsonNode node, String pointer, String key) {
        var value = node.get(key);
        if (value == null || !value.isString() || value.stringValue().isEmpty()) {
            error(
                    pointer + "/" + key,
                    "text-expected",
                    "\"" + key + "\" is a string that is not empty",
                    "for example \"" + key + "\":\"email\"");
            return "?";
        }
        return value.stringValue();
    }

    PropertyPath path(JsonNode node, String pointer, String key) {
        return new PropertyPath(text(node, pointer, key));
    }

    double number(JsonNode node, String pointer, String key) {
        var value = node.get(key);
        if (value == null || !value.isNumber() || !Double.isFinite(value.asDouble(Double.NaN))) {
            error(
                    pointer + "/" + key,
                    "number-expected",
                    "\"" + key + "\" is a number",
                    "for example \"" + key + "\":30");
            return 0;
        }
        return value.asDouble(0) == 0 ? 0.0 : value.asDouble(0);
    }

    Span span(JsonNode node, String pointer, String key) {
        var text = text(node, pointer, key);
        var span = Span.parse(text);
        if (span == null) {
            error(pointer + "/" + key, "duration-expected", "\"" + key + "\" is a duration", "30d, 36h or 15m");
            return new Span(1, Span.Unit.DAYS);
        }
        return span;
    }

    Duration elapsed(JsonNode node, String pointer, String key) {
        return span(node, pointer, key).elapsed();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private List<Condition> parts(JsonNode node, String pointer, String key, int depth) {
        var array = node.get(key);
        if (!array.isArray() || array.isEmpty()) {
            error(
                    pointer + "/" + key,
                    "conditions-expected",
                    "\"" + key + "\" is an array of at least one condition",
                    "[" + EXAMPLE + "]");
            return List.of(STAND_IN);
        }
        var parts = new ArrayList<Condition>(array.size());
        for (int i = 0; i < array.size(); i++) {
            parts.add(condition(array.get(i), pointer + "/" + key + "/" + i, depth + 1));
        }
        return parts;
    }

    private static @Nullable String kindOf(JsonNode node) {
        return KINDS.keySet().stream().filter(node::has).findFirst().orElse(null);
    }

    private static Map<String, Set<String>> kinds() {
        var kinds = new LinkedHashMap<String, Set<String>>();
        kinds.put("all", Set.of());
        kinds.put("any", Set.of());
        kinds.put("not", Set.of());
        kinds.put("trait", Set.of("op", "value"));
        kinds.put("age", Set.of("op", "value"));
        // Before "event": a node of this kind has both keys.
        kinds.put("notFollowedBy", Set.of("event", "within", "window"));
        kinds.put("event", Set.of("where", "measure", "op", "value", "window"));
        kinds.put("first", Set.of("window"));
        kinds.put("latest", Set.of("window"));
        kinds.put("sequence", Set.of("within", "same", "window"));
        kinds.put("segment", Set.of());
        kinds.put("score", Set.of("op", "value"));
        kinds.put("consent", Set.of("is"));
        kinds.put("identifier", Set.of("op"));
        kinds.put("reachable", Set.of());
        return kinds;
    }
}
