package io.tributary.local.prove.explain;

import io.tributary.local.api.Api;
import io.tributary.local.api.Collector;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Suite;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tenant of its own with the segments of the cases; people live in it as their trackers and the API say. */
final class Scene {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Api api;
    private final User admin;
    private final Collector collector;
    private final List<ObjectNode> calls = new ArrayList<>();
    private int number;

    Scene(Suite suite, Api api, String tenant) {
        this.api = api;
        this.admin = OwnTenant.make(api, tenant).admin();
        var key = api.post(admin, "/api/v1/sources", Map.of("key", "shop", "name", "Shop"))
                .orFail("making the source")
                .path("writeKey")
                .asString();
        this.collector = new Collector(suite.gateway(), key);
    }

    void publish(List<Case> cases) {
        api.post(
                        admin,
                        "/api/v1/computed-traits",
                        Map.of("key", "spent", "measure", "sum(\"Order Completed\".revenue) ever"))
                .orFail("making the computed trait");
        for (var one : cases) {
            publish(one.key(), one.isList() ? Map.of("list", true) : Map.of("rule", one.rule()));
        }
    }

    void publish(String key, Map<String, Object> rule) {
        var segment = new HashMap<String, Object>(rule);
        segment.putAll(Map.of("key", key, "name", key, "owner", admin.username(), "purpose", "explained"));
        api.post(admin, "/api/v1/segments", segment).orFail("making the segment " + key);
        api.post(admin, "/api/v1/segments/" + key + "/publish", Map.of()).orFail("publishing the segment " + key);
    }

    /** The case's history, lived by somebody. */
    void live(String person, Case one, Instant now) {
        for (var past : one.past()) {
            var call = call(person, past.event().isEmpty() ? "identify" : "track", now.minus(past.ago()));
            if (past.event().isEmpty()) {
                call.set("traits", JSON.valueToTree(past.said()));
            } else {
                call.put("event", past.event()).set("properties", JSON.valueToTree(past.said()));
            }
            calls.add(call);
        }
    }

    /** What the steps say, done by somebody, the last of it at that instant. */
    void act(String person, String segment, Told told, Instant last) {
        for (var step : told.steps()) {
            switch (step.path("kind").asString()) {
                case "event" -> happen(person, step, told.when(step, last));
                case "trait" ->
                    identify(person, last)
                            .putObject("traits")
                            .set(step.path("name").asString(), step.get("value"));
                case "consent" -> consent(person, step);
                case "identifier" ->
                    identify(person, last).putObject("traits").put("phone", "+49151" + (10_000_000 + number++));
                case "list" -> list(person, segment);
                default -> throw new IllegalStateException("nobody can do from outside: " + step);
            }
        }
    }

    private void happen(String person, JsonNode step, Instant at) {
        for (int i = 0; i < step.path("times").asInt(); i++) {
            var call = call(person, "track", at).put("event", step.path("event").asString());
            call.set("properties", nested(step.path("properties")));
            calls.add(call);
        }
    }

    /** {@code products.sku} is a member of an element of an array. */
    private static ObjectNode nested(JsonNode flat) {
        var properties = JSON.createObjectNode();
        flat.properties().forEach(it -> {
            int dot = it.getKey().indexOf('.');
            if (dot < 0) {
                properties.set(it.getKey(), it.getValue());
            } else {
                properties
                        .putArray(it.getKey().substring(0, dot))
                        .addObject()
                        .set(it.getKey().substring(dot + 1), it.getValue());
            }
        });
        return properties;
    }

    private ObjectNode identify(String person, Instant at) {
        var call = call(person, "identify", at);
        calls.add(call);
        return call;
    }

    private void consent(String person, JsonNode step) {
        api.put(
                        admin,
                        "/api/v1/profiles/" + idOf(person) + "/consents",
                        Map.of(
                                "consents",
                                Map.of(
                                        step.path("purpose").asString(),
                                        step.path("is").asString())))
                .orFail("saying what " + person + " allows");
    }

    private void list(String person, String segment) {
        api.upload(
                        admin,
                        "/api/v1/segments/" + segment + "/list",
                        new LinkedHashMap<>(Map.of("mode", "add")),
                        () -> new ByteArrayInputStream(("user_id\n" + person + "\n").getBytes(StandardCharsets.UTF_8)))
                .orFail("putting " + person + " on the list");
    }

    private ObjectNode call(String person, String type, Instant at) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("userId", person)
                .put("messageId", "explained-" + number++)
                .put("timestamp", at.toString());
    }

    /** Sends what was said since the last time. */
    void send() {
        collector.send(List.copyOf(calls));
        calls.clear();
    }

    JsonNode explain(String segment, String person) {
        return api.get(admin, "/api/v1/segments/" + segment + "/explain/" + idOf(person))
                .orFail("explaining " + segment);
    }

    private String idOf(String person) {
        return api.post(admin, "/api/v1/profiles/by", Map.of("namespace", "user_id", "value", person))
                .orFail("finding " + person)
                .path("id")
                .asString();
    }
}
