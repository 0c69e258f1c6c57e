package io.tributary.local.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes calls the way the Segment spec words them; absent ids are left out. */
final class Calls {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Who a call speaks of. */
    record Person(@Nullable String userId, @Nullable String anonymousId) {}

    private final String source;

    Calls(String source) {
        this.source = source;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    Call identify(String messageId, Instant at, Person person, ObjectNode traits, ObjectNode context) {
        var message = message("identify", messageId, at, person);
        message.set("traits", traits);
        message.set("context", context);
        return new Call(source, at, message);
    }

    Call track(String messageId, Instant at, Person person, String event, ObjectNode properties) {
        var message = message("track", messageId, at, person);
        message.put("event", event);
        message.set("properties", properties);
        return new Call(source, at, message);
    }

    Call page(String messageId, Instant at, Person person, String name) {
        var message = message("page", messageId, at, person);
        message.put("name", name);
        return new Call(source, at, message);
    }

    /** What the person allows, as the consent object of the Segment spec. */
    static ObjectNode consent(boolean emailMarketing, boolean advertising) {
        var context = object();
        context.putObject("consent")
                .putObject("categoryPreferences")
                .put("email_marketing", emailMarketing)
                .put("advertising", advertising);
        return context;
    }

    private static ObjectNode message(String type, String messageId, Instant at, Person person) {
        var message = object().put("type", type).put("messageId", messageId).put("timestamp", at.toString());
        if (person.userId() != null) {
            message.put("userId", person.userId());
        }
        if (person.anonymousId() != null) {
            message.put("anonymousId", person.anonymousId());
        }
        return message;
    }
}
