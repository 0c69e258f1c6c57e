package io.tributary.ingestion.adapter.jsonschema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.plan.schema.Checked;
import io.tributary.ingestion.plan.schema.CompiledSchema;
import io.tributary.ingestion.plan.schema.FaultPlace;
import io.tributary.ingestion.plan.schema.FaultPlace.Step;
import io.tributary.ingestion.plan.schema.SchemaBounds.Measured;
import io.tributary.ingestion.plan.schema.SchemaFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One compiled schema. What would cost too much to judge is not judged, and said to be so. */
final class NetworkntSchema implements CompiledSchema {

    /** Parts of the schema times values of the object. */
    private static final long MAX_LOOKS = 2_000_000;

    /** Steps of all patterns' automata times bytes of the object. */
    private static final long MAX_PATTERN_STEPS = 20_000_000;

    /** No double is outside of it; a larger exponent would make arithmetic endless. */
    private static final int MAX_SCALE = 400;

    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf", "not");

    /** Keywords whose fault is a member that is named beside the place. */
    private static final Set<String> NAME_A_MEMBER =
            Set.of("required", "additionalProperties", "unevaluatedProperties", "dependentRequired");

    private final Schema schema;
    private final int parts;
    private final Set<String> names;
    private final List<LinearPattern> namePatterns;
    private final long patternSize;

    NetworkntSchema(Schema schema, Measured measured) {
        this.schema = schema;
        this.parts = measured.parts();
        this.names = Set.copyOf(measured.names());
        this.namePatterns =
                measured.namePatterns().stream().map(LinearPattern::of).toList();
        this.patternSize = measured.patterns().values().stream()
                .mapToLong(it -> LinearPattern.of(it).size())
                .sum();
    }

    @Override
    public Checked check(JsonBytes object) {
        var tree = read(object);
        if (tree == null || isTooCostly(tree, object.length())) {
            var fault = new SchemaFault(FaultPlace.WHOLE, SchemaFault.TOO_COSTLY, "object", false);
            return new Checked(List.of(fault), Map.of());
        }
        var faults = new ArrayList<SchemaFault>();
        for (var error : schema.validate(tree)) {
            faults.add(fault(error, tree));
        }
        return new Checked(faults, unplanned(tree));
    }

    private static @org.jspecify.annotations.Nullable JsonNode read(JsonBytes object) {
        try {
            return NetworkntSchemas.TREES.readTree(object.array(), object.from(), object.length());
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("an array is always there to be read", e);
        }
    }

    private boolean isTooCostly(JsonNode tree, int bytes) {
        long values = values(tree);
        return values < 0 || values * parts > MAX_LOOKS || bytes * patternSize > MAX_PATTERN_STEPS;
    }

    /** How many values there are; -1 when a number is beyond all measure. */
    private static long values(JsonNode node) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_SCALE) {
            return -1;
        }
        long values = 1;
        for (var child : node) {
            long below = values(child);
            if (below < 0) {
                return -1;
            }
            values += below;
        }
        return values;
    }

    private Map<String, String> unplanned(JsonNode tree) {
        var unplanned = new LinkedHashMap<String, String>();
        for (var member : tree.properties()) {
            var name = member.getKey();
            if (!names.contains(name) && namePatterns.stream().noneMatch(it -> it.matches(name))) {
                unplanned.put(name, type(member.getValue()));
            }
        }
        return unplanned;
    }

    private static SchemaFault fault(Error error, JsonNode tree) {
        var place = place(error.getInstanceLocation());
        var found = at(tree, place);
        var keyword = String.valueOf(error.getKeyword());
        var member = error.getProperty();
        if (member != null && NAME_A_MEMBER.contains(keyword)) {
            place = place.then(new Step.Name(member));
            found = found.path(member);
        }
        return new SchemaFault(place, keyword, type(found), isOfChoice(error.getEvaluationPath()));
    }

    private static JsonNode at(JsonNode tree, FaultPlace place) {
        var node = tree;
        for (var step : place.steps()) {
            node = switch (step) {
                case Step.Name(var name) -> node.path(name);
                case Step.Index(var index) -> node.path(index);
            };
        }
        return node;
    }

    private static FaultPlace place(NodePath path) {
        var steps = new ArrayList<Step>(path.getNameCount());
        for (int index = 0; index < path.getNameCount(); index++) {
            steps.add(
                    path.getElement(index) instanceof Integer number
                            ? new Step.Index(number)
                            : new Step.Name(path.getName(index)));
        }
        return new FaultPlace(steps);
    }

    /** A property may be called like a keyword; then a fault is taken for one of a choice, which omits no less. */
    private static boolean isOfChoice(NodePath evaluation) {
        for (int index = 0; index < evaluation.getNameCount(); index++) {
            if (evaluation.getElement(index) instanceof String name && CHOICES.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static String type(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case MISSING -> "absent";
        };
    }
}
