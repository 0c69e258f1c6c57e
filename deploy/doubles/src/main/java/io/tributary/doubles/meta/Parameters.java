package io.tributary.doubles.meta;

import io.tributary.doubles.platform.Json;
import io.tributary.doubles.platform.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The parameters of a call wherever they stand: query, form or JSON body; the body wins. A parameter that is an object
 * may also come as JSON text, which is how forms carry it.
 */
record Parameters(Map<String, JsonNode> values) {

    /** Empty when the body is neither a form nor a JSON object. */
    static Optional<Parameters> of(Request request) {
        var values = new LinkedHashMap<String, JsonNode>();
        request.query().forEach((name, value) -> values.put(name, StringNode.valueOf(value)));
        if (request.hasForm()) {
            request.form().forEach((name, value) -> values.put(name, StringNode.valueOf(value)));
        } else if (!request.body().isBlank()) {
            var json = Json.readObject(request.body());
            if (json.isEmpty()) {
                return Optional.empty();
            }
            json.get().properties().forEach(field -> values.put(field.getKey(), field.getValue()));
        }
        return Optional.of(new Parameters(values));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> !text.isBlank());
    }

    /** The parameter as it is, or parsed when it is JSON text; text that is no JSON stays text and fails the schema. */
    Optional<JsonNode> object(String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> value.isString() ? Json.read(value.stringValue()).orElse(value) : value);
    }

    /** Payload and session alone, as the schema of the body knows them. */
    ObjectNode upload() {
        var upload = Json.object();
        object("payload").ifPresent(payload -> upload.set("payload", payload));
        object("session").ifPresent(session -> upload.set("session", session));
        return upload;
    }
}
