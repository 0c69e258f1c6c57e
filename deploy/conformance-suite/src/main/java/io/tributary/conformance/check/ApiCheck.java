package io.tributary.conformance.check;

import io.tributary.conformance.script.Script;
import io.tributary.conformance.wire.SentCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the endpoint's API says about the calls and about the person whom they made: waited for, then compared. */
public final class ApiCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api api;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /** @param patience until everything must be applied and findable */
    public ApiCheck(Api api, Duration patience, LongSupplier nanoTime) {
        this.api = api;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** What is wrong with where the call is and with what is stored of it. */
    public List<String> event(Script script, SentCall sent) {
        return within(() -> {
            var way = api.event(sent.messageId());
            if (!way.isOk()) {
                return List.of("GET /api/v1/events/{messageId} answers " + way.status());
            }
            var wrong = new ArrayList<String>();
            for (var station : List.of("accepted", "resolved", "applied")) {
                if (!way.body().path(station).path("done").asBoolean(false)) {
                    wrong.add("not " + station + " yet");
                }
            }
            wrong.addAll(Json.lacking("event", named(sent), way.body()));
            wrong.addAll(stored(script, sent, way.body().path("profileId").asString("")));
            return wrong;
        });
    }

    private List<String> stored(Script script, SentCall sent, String profileId) {
        var events = api.events(profileId);
        var mine = events.body()
                .path("items")
                .valueStream()
                .filter(it -> it.path("messageId").asString("").equals(sent.messageId()))
                .toList();
        if (mine.size() != 1) {
            return List.of("the profile's events hold it " + mine.size() + " times");
        }
        var stored = stored(mine.getFirst());
        var wrong = new ArrayList<>(StoredCheck.differences(sent, stored));
        wrong.addAll(StoredCheck.untold(script.call(sent.type()), stored));
        return wrong;
    }

    /** What is wrong with the person's identifiers and traits. */
    public List<String> profile(Script script, List<SentCall> sent) {
        return within(() -> {
            var profile = api.profile(script.userId());
            if (!profile.isOk()) {
                return List.of("GET /api/v1/profiles/by/user_id/{value} answers " + profile.status());
            }
            var wrong = new ArrayList<String>();
            var found = new HashSet<String>();
            profile.body()
                    .path("identifiers")
                    .forEach(it -> found.add(it.path("namespace").asString("") + "="
                            + it.path("value").asString("")));
            identifiers(script, sent).stream()
                    .filter(it -> !found.contains(it))
                    .forEach(it -> wrong.add("the profile lacks the identifier " + it));
            wrong.addAll(Json.lacking("traits", traits(script), profile.body().path("traits")));
            return wrong;
        });
    }

    private static List<String> identifiers(Script script, List<SentCall> sent) {
        var expected = new HashSet<String>();
        expected.add("user_id=" + script.userId());
        expected.add("email=" + script.email());
        for (var call : sent) {
            if (!call.text("anonymousId").isEmpty()) {
                expected.add("anonymous_id=" + call.text("anonymousId"));
            }
            if (call.type().equals("alias")) {
                expected.add("anonymous_id=" + script.previousId());
            }
        }
        return expected.stream().sorted().toList();
    }

    /** As a profile names them: levels joined by dots, a group's behind {@code group}. */
    private static JsonNode traits(Script script) {
        var traits = JSON.createObjectNode();
        flatten("", script.call("identify").path("traits"), traits);
        flatten("group.", script.call("group").path("traits"), traits);
        return traits;
    }

    private static void flatten(String prefix, JsonNode object, ObjectNode into) {
        object.properties().forEach(it -> {
            if (it.getValue().isObject()) {
                flatten(prefix + it.getKey() + ".", it.getValue(), into);
            } else {
                into.set(prefix + it.getKey(), it.getValue());
            }
        });
    }

    private static JsonNode named(SentCall sent) {
        return JSON.valueToTree(Map.of("messageId", sent.messageId(), "type", sent.type()));
    }

    private static Stored stored(JsonNode event) {
        return new Stored(
                event.path("type").asString(""),
                text(event, "event"),
                text(event, "name"),
                null,
                null,
                new Stored.Parts(event.path("properties"), event.path("traits"), event.path("context"), null));
    }

    private static String text(JsonNode node, String member) {
        var value = node.path(member);
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    /** The first look that finds nothing wrong, or the last one. */
    private List<String> within(Supplier<List<String>> look) {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        var wrong = look.get();
        while (!wrong.isEmpty() && nanoTime.getAsLong() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            wrong = look.get();
        }
        return wrong;
    }
}
