package io.tributary.ingestion.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes what was seen as a schema that everything seen fits. */
final class ShapeSchema {

    /** Fewer texts say little about which there are. */
    private static final int MIN_TEXTS = 50;

    /** A choice that few events made may be somebody's own data. */
    private static final int MIN_PER_CHOICE = 5;

    /** Traits that say who somebody is are never written down as choices, however few people there are. */
    private static final Set<String> PERSONAL = Set.of(
            "address",
            "avatar",
            "birthday",
            "city",
            "email",
            "firstname",
            "id",
            "ip",
            "lastname",
            "name",
            "phone",
            "postalcode",
            "street",
            "title",
            "userid",
            "username",
            "website");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ShapeSchema() {}

    static ObjectNode of(ObjectShape shape) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = NODES.objectNode();
        var required = NODES.arrayNode();
        shape.members().forEach((name, value) -> {
            properties.set(name, of(name, value));
            if (value.seen() == shape.seen()) {
                required.add(name);
            }
        });
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode of(String name, ValueShape shape) {
        var schema = NODES.objectNode();
        var types = types(shape);
        if (types.size() == 1) {
            schema.put("type", types.getFirst().wireName());
        } else if (types.size() > 1) {
            var names = schema.putArray("type");
            types.forEach(it -> names.add(it.wireName()));
        }
        var format = shape.format();
        if (format != null) {
            schema.put("format", format.wireName());
        }
        var choices = choices(name, shape);
        if (format == null && !choices.isEmpty()) {
            schema.set("enum", choices);
        }
        var object = shape.object();
        if (object != null) {
            var inner = of(object);
            inner.properties().stream()
                    .filter(it -> !it.getKey().equals("type"))
                    .forEach(it -> schema.set(it.getKey(), it.getValue()));
        }
        var elements = shape.elements();
        if (elements != null && elements.seen() > 0) {
            schema.set("items", of(name, elements));
        }
        return schema;
    }

    /** Every integer is a number. */
    private static List<ValueType> types(ValueShape shape) {
        var types = new ArrayList<>(shape.types());
        if (types.contains(ValueType.NUMBER)) {
            types.remove(ValueType.INTEGER);
        }
        return types;
    }

    private static ArrayNode choices(String name, ValueShape shape) {
        var choices = NODES.arrayNode();
        var texts = shape.texts();
        long seen = texts.values().stream().mapToLong(Long::longValue).sum();
        boolean onlyTexts = shape.types().equals(Set.of(ValueType.STRING));
        if (onlyTexts
                && seen >= MIN_TEXTS
                && texts.values().stream().allMatch(it -> it >= MIN_PER_CHOICE)
                && !isPersonal(name)) {
            texts.keySet().forEach(choices::add);
        }
        return choices;
    }

    private static boolean isPersonal(String name) {
        return PERSONAL.contains(name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", ""));
    }
}
