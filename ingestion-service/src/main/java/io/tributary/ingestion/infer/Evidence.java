package io.tributary.ingestion.infer;

import io.tributary.ingestion.event.CallType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Says how often each property of a proposed event was there, and of which types it was: what people decide by. */
final class Evidence {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Evidence() {}

    static ObjectNode of(CallType type, String event, ObjectShape shape) {
        var evidence = NODES.objectNode().put("type", type.wireName());
        if (!event.isEmpty()) {
            evidence.put("event", event);
        }
        evidence.put("count", shape.seen())
                .put("propertiesLeftOut", shape.budget().leftOut());
        var properties = evidence.putArray("properties");
        shape.members().forEach((name, value) -> add(properties, name, value, shape.seen()));
        return evidence;
    }

    /** {@code among}: how many objects there were that could have had it. */
    private static void add(ArrayNode properties, String path, ValueShape shape, long among) {
        var property = properties
                .addObject()
                .put("path", path)
                .put("count", shape.seen())
                .put("share", among == 0 ? 0 : (double) shape.seen() / among);
        var types = property.putArray("types");
        shape.types().forEach(it -> types.add(it.wireName()));
        var format = shape.format();
        if (format != null) {
            property.put("format", format.wireName());
        }
        var object = shape.object();
        if (object != null) {
            object.members().forEach((name, value) -> add(properties, path + "." + name, value, object.seen()));
        }
        var elements = shape.elements();
        if (elements != null && elements.seen() > 0) {
            add(properties, path + "[]", elements, elements.seen());
        }
    }
}
