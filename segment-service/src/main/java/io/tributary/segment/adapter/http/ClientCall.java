package io.tributary.segment.adapter.http;

import io.tributary.segment.history.HistoryEvent;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored event in the shape of the client's own call: its members as they were sent, together with what a batch said for
 * all of its calls. Its type, and the message id that it was given, are there even if the client sent none.
 */
final class ClientCall {

    static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ClientCall() {}

    static ObjectNode of(HistoryEvent event) {
        var call = JsonNodeFactory.instance.objectNode();
        call.put("type", event.type()).put("messageId", event.messageId());
        put(call, "anonymousId", event.ids().anonymousId());
        put(call, "userId", event.ids().userId());
        put(call, "groupId", event.ids().groupId());
        put(call, "previousId", event.ids().previousId());
        switch (event.type()) {
            case "track" -> put(call, "event", event.event());
            case "page", "screen" -> put(call, "name", event.name());
            default -> {}
        }
        var bodies = event.bodies();
        putOwn(call, "properties", bodies.properties(), bodies.propertiesAdded());
        putOwn(call, "traits", bodies.traits(), bodies.traitsAdded());
        putOwn(call, "context", bodies.context(), 0);
        putOwn(call, "integrations", bodies.integrations(), 0);
        if (!bodies.others().isEmpty()) {
            // In the client's own spelling, so that they win.
            EXACT.readTree(bodies.others()).properties().forEach(it -> call.set(it.getKey(), it.getValue()));
        }
        return call;
    }

    private static void put(ObjectNode call, String name, String text) {
        if (!text.isEmpty()) {
            call.put(name, text);
        }
    }

    /** The members before those that the collector added; an object of nothing but additions was not sent. */
    private static void putOwn(ObjectNode call, String name, String body, int added) {
        if (body.isEmpty()) {
            return;
        }
        JsonNode object = EXACT.readTree(body);
        if (added > 0 && object instanceof ObjectNode members) {
            var names = List.copyOf(members.propertyNames());
            int own = Math.max(0, names.size() - added);
            members.remove(names.subList(own, names.size()));
            if (own == 0) {
                return;
            }
        }
        call.set(name, object);
    }
}
