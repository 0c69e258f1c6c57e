package io.tributary.conformance.check;

import io.tributary.conformance.wire.SentCall;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what is stored of a call with what a library put on the wire and with what it was told, field by field. What the
 * protocol makes of a call is said here once more, over trees.
 */
public final class StoredCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> PAGES = Set.of("page", "screen");

    /** Libraries whose clocks are a device's, and the channels that say so. */
    private static final Set<String> DEVICES =
            Set.of("analytics.js", "RudderLabs JavaScript SDK", "@jitsu/js", "web", "browser", "mobile", "client");

    /** Channels of servers, whatever their library is called. */
    private static final Set<String> SERVERS = Set.of("server", "sources");

    private StoredCheck() {}

    /** Where the stored event differs from what was sent; empty when it does not. */
    public static List<String> differences(SentCall sent, Stored stored) {
        var found = new ArrayList<String>();
        same("type", sent.type(), stored.type(), found);
        same("event", event(sent), stored.event(), found);
        same("name", PAGES.contains(sent.type()) ? sent.text("name") : "", stored.name(), found);
        if (stored.ids() != null) {
            ids(sent, stored.ids(), found);
        }
        if (stored.times() != null) {
            times(sent, stored.times(), found);
        }
        var parts = stored.parts();
        found.addAll(Json.differences("properties", properties(sent), parts.properties()));
        found.addAll(Json.differences("traits", traits(sent), parts.traits()));
        found.addAll(Json.differences("context", sent.call().path("context"), parts.context()));
        if (parts.integrations() != null) {
            found.addAll(Json.differences("integrations", sent.call().path("integrations"), parts.integrations()));
        }
        return List.copyOf(found);
    }

    /** What the library was told and is not stored; it may have said more by itself. */
    public static List<String> untold(JsonNode told, Stored stored) {
        var found = new ArrayList<String>();
        if (told.has("event")) {
            same("event", told.path("event").asString(), stored.event(), found);
        }
        found.addAll(Json.lacking(
                "properties", told.path("properties"), stored.parts().properties()));
        found.addAll(Json.lacking("traits", told.path("traits"), stored.parts().traits()));
        if (stored.ids() != null) {
            same("userId", told.path("userId").asString(), stored.ids().userId(), found);
        }
        return List.copyOf(found);
    }

    private static String event(SentCall sent) {
        return switch (sent.type()) {
            case "track" -> sent.text("event");
            case "page" -> "Page Viewed";
            case "screen" -> "Screen Viewed";
            default -> "";
        };
    }

    private static void ids(SentCall sent, Stored.Ids ids, List<String> found) {
        same("anonymousId", sent.text("anonymousId"), ids.anonymousId(), found);
        same("userId", sent.text("userId"), ids.userId(), found);
        same("groupId", sent.type().equals("group") ? sent.text("groupId") : "", ids.groupId(), found);
        same("previousId", sent.type().equals("alias") ? sent.text("previousId") : "", ids.previousId(), found);
    }

    private static void times(SentCall sent, Stored.Times times, List<String> found) {
        var sentAt = instant(sent.text("sentAt"));
        var own = instant(sent.text("originalTimestamp"));
        var original = own == null ? instant(sent.text("timestamp")) : own;
        same("sentAt", sentAt, times.sentAt(), found);
        same("originalTimestamp", original, times.original(), found);
        var resolved = original;
        if (original == null) {
            resolved = times.receivedAt();
        } else if (sentAt != null && isFromADevice(sent) && !sent.retried()) {
            resolved = times.receivedAt().minus(Duration.between(original, sentAt));
        }
        same("timestamp", resolved, times.timestamp(), found);
    }

    private static boolean isFromADevice(SentCall sent) {
        var channel = sent.text("channel");
        var library = sent.call().path("context").path("library").path("name").asString("");
        return DEVICES.contains(channel) || (!SERVERS.contains(channel) && DEVICES.contains(library));
    }

    /** Page's and screen's category belongs into the properties unless they have one. */
    private static JsonNode properties(SentCall sent) {
        var own = sent.call().path("properties");
        if (!Set.of("track", "page", "screen").contains(sent.type())) {
            return JSON.createObjectNode();
        }
        if (sent.type().equals("track") || sent.text("category").isEmpty() || own.has("category")) {
            return own;
        }
        var with = own.isObject() ? (ObjectNode) own.deepCopy() : JSON.createObjectNode();
        return with.put("category", sent.text("category"));
    }

    /** An identify's traits over those of its context; a group's own. */
    private static JsonNode traits(SentCall sent) {
        var own = sent.call().path("traits");
        return switch (sent.type()) {
            case "group" -> own;
            case "identify" -> {
                var all = JSON.createObjectNode();
                sent.call()
                        .path("context")
                        .path("traits")
                        .properties()
                        .forEach(it -> all.set(it.getKey(), it.getValue()));
                own.properties().forEach(it -> all.set(it.getKey(), it.getValue()));
                yield all;
            }
            default -> JSON.createObjectNode();
        };
    }

    private static @Nullable Instant instant(String text) {
        // Stored times are whole milliseconds.
        return text.isEmpty() ? null : Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
    }

    private static void same(
            String field, @Nullable Object expected, @Nullable Object found, List<String> differences) {
        if (!String.valueOf(expected).equals(String.valueOf(found))) {
            differences.add(field + ": expected " + expected + ", found " + found);
        }
    }
}
