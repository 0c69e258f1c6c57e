package io.tributary.conformance.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call as a library put it on the wire, with what its envelope says for all merged under it.
 *
 * @param type one of the six, by the route or by the call itself
 * @param retried whether the client said that it sends again
 */
public record SentCall(String type, JsonNode call, boolean retried) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> SHORT =
            Map.of("i", "identify", "t", "track", "p", "page", "s", "screen", "g", "group", "a", "alias");

    /** The calls of a request; none when it is no request with calls. */
    public static List<SentCall> of(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            return List.of();
        }
        try {
            var body = JSON.readTree(exchange.request().text());
            boolean retried = exchange.request().headers().containsKey("x-retry-count");
            return body.has("batch") ? batch(body, retried) : one(exchange.path(), body, retried);
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static List<SentCall> one(String path, JsonNode body, boolean retried) {
        var words = URLDecoder.decode(path, StandardCharsets.UTF_8).split("/", -1);
        var last = words[words.length - 1].isEmpty() && words.length > 1
                ? words[words.length - 2]
                : words[words.length - 1];
        var type = SHORT.getOrDefault(last, last);
        return SHORT.containsValue(type) ? List.of(new SentCall(type, body, retried)) : List.of();
    }

    private static List<SentCall> batch(JsonNode body, boolean retried) {
        var calls = new ArrayList<SentCall>();
        for (var item : body.path("batch").values()) {
            var call = (ObjectNode) item.deepCopy();
            for (var part : List.of("context", "integrations")) {
                merge(call, part, body.path(part));
            }
            if (!call.has("sentAt") && body.has("sentAt")) {
                call.set("sentAt", body.get("sentAt"));
            }
            calls.add(new SentCall(call.path("type").asString(""), call, retried));
        }
        return calls;
    }

    /** The call's own members win, whole. */
    private static void merge(ObjectNode call, String part, JsonNode shared) {
        if (shared.isObject() && !shared.isEmpty()) {
            var merged = (ObjectNode) shared.deepCopy();
            call.path(part).properties().forEach(it -> merged.set(it.getKey(), it.getValue()));
            call.set(part, merged);
        }
    }

    public String messageId() {
        return call.path("messageId").asString("");
    }

    /** A text member; empty when absent or null. */
    public String text(String member) {
        var value = call.path(member);
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
