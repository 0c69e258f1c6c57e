package io.tributary.segment.adapter.elasticsearch;

import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.Stay;
import io.tributary.segment.stay.StayKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A stay as a document and back. {@code from} and {@code until} are when it was decided, which is what instants are compared with. */
final class StayDocument {

    static final String FROM = "from";
    static final String UNTIL = "until";

    private static final JsonMapper JSON = JsonMapper.shared();

    private StayDocument() {}

    static ObjectNode of(Stay stay) {
        var key = stay.key();
        var document = JSON.createObjectNode()
                .put("tenant", key.tenant())
                .put("profileId", key.profileId())
                .put("segment", key.segment())
                .put("number", stay.number())
                .put("stateVersion", stay.stateVersion())
                .put(FROM, stay.entered().decidedAt());
        document.set("entered", bound(stay.entered()));
        var left = stay.left();
        if (left != null) {
            document.put(UNTIL, left.decidedAt());
            document.set("left", bound(left));
        }
        return document;
    }

    private static ObjectNode bound(Bound bound) {
        return JSON.createObjectNode()
                .put("at", bound.at())
                .put("version", bound.version())
                .put("cause", bound.cause())
                .put("causeId", bound.causeId());
    }

    static Stay stay(JsonNode source) {
        return new Stay(
                new StayKey(
                        source.path("tenant").asString(),
                        source.path("profileId").asString(),
                        source.path("segment").asString()),
                source.path("number").asLong(),
                bound(source.path("entered"), source.path(FROM).asLong()),
                left(source),
                source.path("stateVersion").asLong());
    }

    private static @Nullable Bound left(JsonNode source) {
        return source.has("left")
                ? bound(source.path("left"), source.path(UNTIL).asLong())
                : null;
    }

    private static Bound bound(JsonNode source, long decidedAt) {
        return new Bound(
                source.path("at").asLong(),
                decidedAt,
                source.path("version").asInt(),
                source.path("cause").asString(""),
                source.path("causeId").asString(""));
    }
}
