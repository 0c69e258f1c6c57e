package io.tributary.ingestion.plan.schema;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides whether judging by a schema is bounded, before anything compiles it: it is small and flat, refers only to itself
 * and never in a circle, and stays small when every reference is written out. Then each part of it looks at each value of
 * an event at most once, so the work is at most their product.
 */
public final class SchemaBounds {

    static final int MAX_BYTES = 32 * 1024;
    static final int MAX_DEPTH = 24;

    /** Parts of a schema with every reference written out. */
    public static final int MAX_PARTS = 2_000;

    static final int MAX_PATTERNS = 50;
    static final int MAX_PATTERN = 500;
    static final int MAX_CHOICES = 500;
    private static final int MAX_SCALE = 30;
    private static final int MAX_PROBLEMS = 20;

    /**
     * What a schema within the bounds holds.
     *
     * @param draft the one that it names, 2020-12 when it names none
     * @param parts its size with every reference written out
     * @param names the members of the object that it names
     * @param namePatterns the patterns of members that it names
     * @param patterns all regular expressions, by their place
     */
    public record Measured(
            SchemaDraft draft, int parts, Set<String> names, Set<String> namePatterns, Map<String, String> patterns) {}

    private final JsonNode root;
    private final List<PlanProblem> problems = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> namePatterns = new LinkedHashSet<>();
    private final Map<String, String> patterns = new LinkedHashMap<>();
    private final Set<String> openReferences = new HashSet<>();
    private int parts;

    private SchemaBounds(JsonNode root) {
        this.root = root;
    }

    /** What a schema holds; {@code problems} takes what is wrong with it, and then the answer is null. */
    public static @Nullable Measured measure(JsonNode schema, List<PlanProblem> problems) {
        var bounds = new SchemaBounds(schema);
        var draft = bounds.measure();
        problems.addAll(bounds.problems);
        return bounds.problems.isEmpty() && draft != null
                ? new Measured(draft, bounds.parts, bounds.names, bounds.namePatterns, bounds.patterns)
                : null;
    }

    private @Nullable SchemaDraft measure() {
        if (!(root instanceof ObjectNode)) {
            problem("", "type", "A schema is a JSON object.");
            return null;
        }
        if (root.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            problem("", "size", "A schema has at most " + MAX_BYTES + " bytes.");
            return null;
        }
        var named = root.path("$schema");
        var draft = named.isMissingNode() ? SchemaDraft.DRAFT_2020_12 : SchemaDraft.named(named.asString(""));
        if (draft == null) {
            problem("/$schema", "draft", "Use draft-07 or 2020-12.");
        }
        text(root, "", 1);
        if (problems.isEmpty()) {
            schema(root, "", true);
        }
        return draft;
    }

    /** Looks at everything as it is written: depth, numbers, choices, patterns, and keywords that are not taken. */
    private void text(JsonNode node, String at, int depth) {
        if (depth > MAX_DEPTH) {
            problem(at, "depth", "A schema is nested at most " + MAX_DEPTH + " levels deep.");
            return;
        }
        if (node.isNumber() && isBeyondMeasure(node.decimalValue())) {
            problem(at, "number", "The number is too large or too fine.");
        }
        if (node.isArray()) {
            if (node.size() > MAX_CHOICES) {
                problem(at, "count", "A list in a schema has at most " + MAX_CHOICES + " elements.");
                return;
            }
            for (int index = 0; index < node.size(); index++) {
                text(node.get(index), at + "/" + index, depth + 1);
            }
        }
        for (var member : node.properties()) {
            text(member.getValue(), at + PlanProblem.token(member.getKey()), depth + 1);
        }
    }

    private static boolean isBeyondMeasure(BigDecimal number) {
        return Math.abs((long) number.scale()) > MAX_SCALE || number.precision() > 2 * MAX_SCALE;
    }

    /** Walks the schema with every reference written out. {@code ofObject}: it is applied to the object itself. */
    private void schema(JsonNode schema, String at, boolean ofObject) {
        parts++;
        if (parts > MAX_PARTS) {
            if (parts == MAX_PARTS + 1) {
                problem("", "size", "With every reference written out a schema has at most " + MAX_PARTS + " parts.");
            }
            return;
        }
        if (schema.isBoolean()) {
            return;
        }
        for (var member : schema.properties()) {
            keyword(member.getKey(), member.getValue(), at + PlanProblem.token(member.getKey()), ofObject);
        }
    }

    private void keyword(String name, JsonNode value, String at, boolean ofObject) {
        switch (name) {
            case "$ref" -> reference(value, at, ofObject);
            case "$schema" -> {
                if (!at.equals("/$schema")) {
                    problem(at, "draft", "Only the schema as a whole names its draft.");
                }
            }
            case "properties" -> {
                if (ofObject) {
                    names.addAll(value.propertyNames());
                }
                members(value, at, false);
            }
            case "patternProperties" -> {
                if (ofObject) {
                    namePatterns.addAll(value.propertyNames());
                }
                value.propertyNames().forEach(it -> pattern(it, at + PlanProblem.token(it)));
                members(value, at, false);
            }
            case "dependentSchemas", "dependencies" -> members(value, at, ofObject);
            // Also those that nothing refers to: a compiler may look at them.
            case "$defs", "definitions" -> members(value, at, false);
            case "pattern" -> pattern(value.asString(""), at);
            case "enum" -> parts += value.size();
            case "format" -> format(value.asString(""), at);
            case "items", "prefixItems" -> {
                if (value.isArray()) {
                    list(value, at, false);
                } else {
                    schema(value, at, false);
                }
            }
            default -> other(name, value, at, ofObject);
        }
    }

    private void other(String name, JsonNode value, String at, boolean ofObject) {
        if (Keywords.REFUSED.contains(name)) {
            problem(at, "keyword", "The keyword " + name + " is not taken here: refer by #/$defs/... .");
        } else if (Keywords.BESIDE.contains(name)) {
            schema(value, at, ofObject);
        } else if (Keywords.BESIDE_LISTS.contains(name)) {
            list(value, at, ofObject);
        } else if (Keywords.INSIDE.contains(name)) {
            schema(value, at, false);
        } else if (!Keywords.PLAIN.contains(name)) {
            problem(at, "keyword", "There is no such keyword in the drafts that are taken here.");
        }
    }

    private void members(JsonNode schemas, String at, boolean ofObject) {
        for (var member : schemas.properties()) {
            // In draft-07 a dependency can be a list of names instead.
            if (!member.getValue().isArray()) {
                schema(member.getValue(), at + PlanProblem.token(member.getKey()), ofObject);
            }
        }
    }

    private void list(JsonNode schemas, String at, boolean ofObject) {
        for (int index = 0; index < schemas.size(); index++) {
            schema(schemas.get(index), at + "/" + index, ofObject);
        }
    }

    private void reference(JsonNode value, String at, boolean ofObject) {
        var text = value.asString("");
        var target = target(text);
        if (target == null) {
            problem(at, "reference", "Refer within the schema, by #/$defs/... or #/definitions/... .");
        } else if (!openReferences.add(text)) {
            problem(at, "reference", "A schema must not refer to itself in a circle.");
        } else {
            schema(target, at, ofObject);
            openReferences.remove(text);
        }
    }

    private @Nullable JsonNode target(String reference) {
        if (!reference.startsWith("#/")) {
            return null;
        }
        try {
            var target = root.at(JsonPointer.compile(
                    URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8)));
            return target.isObject() || target.isBoolean() ? target : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void pattern(String pattern, String at) {
        if (pattern.length() > MAX_PATTERN) {
            problem(at, "pattern", "A pattern has at most " + MAX_PATTERN + " characters.");
        }
        patterns.put(at, pattern);
        if (patterns.size() == MAX_PATTERNS + 1) {
            problem("", "pattern", "A schema has at most " + MAX_PATTERNS + " patterns.");
        }
    }

    private void format(String format, String at) {
        if (!Keywords.FORMATS.contains(format)) {
            problem(
                    at,
                    "format",
                    "Use one of "
                            + String.join(
                                    ", ", Keywords.FORMATS.stream().sorted().toList()) + ".");
        }
    }

    private void problem(String pointer, String rule, String message) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new PlanProblem(pointer, rule, message));
        }
    }
}
