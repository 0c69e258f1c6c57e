package io.tributary.conformance.check;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is stored of a call, as somebody shows it; what that view does not show is null. JSON parts that the call lacks are
 * missing nodes.
 */
public record Stored(
        String type,
        String event,
        String name,
        @Nullable Ids ids,
        @Nullable Times times,
        Parts parts) {

    /** Who the call is about; an absent id is empty. */
    public record Ids(String anonymousId, String userId, String groupId, String previousId) {}

    /** When. */
    public record Times(
            Instant receivedAt,
            Instant timestamp,
            @Nullable Instant sentAt,
            @Nullable Instant original) {}

    /** The client's own JSON. */
    public record Parts(
            JsonNode properties,
            JsonNode traits,
            JsonNode context,
            @Nullable JsonNode integrations) {}
}
