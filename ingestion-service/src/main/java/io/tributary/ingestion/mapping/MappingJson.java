package io.tributary.ingestion.mapping;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.mapping.ColumnMapping.Column;
import io.tributary.ingestion.mapping.ColumnMapping.Others;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping as JSON: {@code {"type":"track","columns":[{"column":"price","field":"properties.price","cast":"number"}],
 * "constants":{"event":"Order Completed"},"others":"properties","ignore":["note"]}}. What is printed reads as the same.
 */
public final class MappingJson {

    private static final Set<String> MEMBERS = Set.of("type", "columns", "constants", "others", "ignore");
    private static final int MAX_COLUMNS = 1000;

    private final List<String> header;
    private final List<MappingProblem> problems = new ArrayList<>();

    private MappingJson(List<String> header) {
        this.header = header;
    }

    /** Reads a mapping for a file with those columns; tells everything that is wrong at once. */
    public static MappingVerdict read(JsonNode json, List<String> header) {
        return new MappingJson(header).read(json);
    }

    private MappingVerdict read(JsonNode json) {
        if (!(json instanceof ObjectNode mapping)) {
            wrong("", "type", "A mapping is a JSON object.");
            return new MappingVerdict.Bad(problems);
        }
        for (var name : mapping.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                wrong("/" + name, "unknown-field", "A mapping has " + String.join(", ", sorted(MEMBERS)) + ".");
            }
        }
        var columns = columns(mapping.path("columns"));
        var constants = constants(mapping);
        var ignored = ignored(mapping.path("ignore"));
        var read = new ColumnMapping(columns, constants, others(mapping.path("others")), ignored);
        checkFields(read);
        return problems.isEmpty() ? new MappingVerdict.Good(read) : new MappingVerdict.Bad(problems);
    }

    private List<Column> columns(JsonNode list) {
        var columns = new ArrayList<Column>();
        if (!(list instanceof ArrayNode items) || items.isEmpty() || items.size() > MAX_COLUMNS) {
            wrong("/columns", "size", "Name 1 to " + MAX_COLUMNS + " columns with their fields.");
            return columns;
        }
        for (int index = 0; index < items.size(); index++) {
            var item = new ColumnJson("/columns/" + index, items.get(index));
            item.read().ifPresent(columns::add);
            problems.addAll(item.problems());
        }
        for (int index = 0; index < columns.size(); index++) {
            inHeader("/columns/" + index + "/column", columns.get(index).name());
        }
        return columns;
    }

    private Map<Target, JsonNode> constants(ObjectNode mapping) {
        var constants = new LinkedHashMap<Target, JsonNode>();
        var type = mapping.get("type");
        if (type != null) {
            type("/type", type);
            constants.put(Target.of("type"), type);
        }
        var values = mapping.path("constants");
        if (values instanceof ObjectNode object) {
            object.properties().forEach(it -> constant(it.getKey(), it.getValue(), constants));
        } else if (!values.isMissingNode()) {
            wrong("/constants", "type", "Constants are an object of fields and their values.");
        }
        return constants;
    }

    private void type(String pointer, JsonNode value) {
        if (CallType.named(value.asString("")) == null) {
            wrong(pointer, "enum", "Use identify, track, page, screen, group or alias.");
        }
    }

    private void constant(String name, JsonNode value, Map<Target, JsonNode> constants) {
        var pointer = "/constants/" + name.replace("~", "~0").replace("/", "~1");
        Target.parse(name)
                .ifPresentOrElse(
                        field -> {
                            if (constants.putIfAbsent(field, value) != null) {
                                wrong(pointer, "unique", "This field has a value already.");
                            }
                            if (field.isText() && !value.isString()) {
                                wrong(pointer, "type", "This field is a text.");
                            }
                            if (field.equals(Target.of("type"))) {
                                type(pointer, value);
                            }
                        },
                        () -> wrong(pointer, "field", ColumnJson.FIELDS));
    }

    private Others others(JsonNode value) {
        for (var others : Others.values()) {
            if (others.name().toLowerCase(Locale.ROOT).equals(value.asString("ignore"))) {
                return others;
            }
        }
        wrong("/others", "enum", "Use ignore, properties or traits.");
        return Others.IGNORE;
    }

    private List<String> ignored(JsonNode list) {
        var ignored = new ArrayList<String>();
        if (list instanceof ArrayNode items) {
            for (int index = 0; index < items.size(); index++) {
                var name = items.get(index).asString("");
                inHeader("/ignore/" + index, name);
                ignored.add(name);
            }
        } else if (!list.isMissingNode()) {
            wrong("/ignore", "type", "Send a list of column names.");
        }
        return ignored;
    }

    private void inHeader(String pointer, String column) {
        if (!header.contains(column)) {
            wrong(pointer, "column", "The file has no such column. It has: " + String.join(", ", header) + ".");
        }
    }

    /** A field is written once, and nothing is written into what another column writes as a whole. */
    private void checkFields(ColumnMapping mapping) {
        var columns = mapping.columns();
        for (int index = 0; index < columns.size(); index++) {
            var field = columns.get(index).field();
            for (var earlier : columns.subList(0, index)) {
                if (earlier.field().overlaps(field)) {
                    wrong("/columns/" + index + "/field", "unique", "Another column is written there.");
                }
            }
            for (var constant : mapping.constants().keySet()) {
                if (constant.overlaps(field) && !constant.equals(field)) {
                    wrong("/columns/" + index + "/field", "unique", "A constant is written there.");
                }
            }
        }
    }

    private void wrong(String pointer, String rule, String message) {
        problems.add(new MappingProblem(pointer, rule, message));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /** The mapping as {@link #read} reads it. */
    public static ObjectNode print(ColumnMapping mapping) {
        var json = JsonNodeFactory.instance.objectNode();
        var columns = json.putArray("columns");
        mapping.columns().forEach(it -> columns.add(ColumnJson.print(it)));
        if (!mapping.constants().isEmpty()) {
            var constants = json.putObject("constants");
            mapping.constants().forEach((field, value) -> constants.set(field.text(), value));
        }
        json.put("others", mapping.others().name().toLowerCase(Locale.ROOT));
        var ignore = json.putArray("ignore");
        mapping.ignored().forEach(ignore::add);
        return json;
    }
}
