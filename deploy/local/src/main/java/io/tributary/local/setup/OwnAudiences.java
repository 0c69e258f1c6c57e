package io.tributary.local.setup;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.List;
import java.util.Map;

/** The destinations of a proof's own tenant and the audiences that are pushed to them; made through the public API. */
public record OwnAudiences(Api api, User admin) {

    /** Returns the id of a destination whose key and name are its connector's kind. */
    public String destination(String kind, Map<String, String> config, Map<String, String> secrets) {
        return api.post(
                        admin,
                        "/api/v1/destinations",
                        Map.of("key", kind, "name", kind, "kind", kind, "config", config, "secrets", secrets))
                .orFail("making the destination " + kind)
                .path("id")
                .asString();
    }

    /** Returns the id of a streamed audience of a segment's members by their mail addresses. */
    public String audience(String kind, String segment, String destination) {
        return api.post(
                        admin,
                        "/api/v1/audiences",
                        Map.of(
                                "key",
                                kind + "-" + segment,
                                "segmentKey",
                                segment,
                                "destinationId",
                                destination,
                                "mode",
                                "target",
                                "identifiers",
                                List.of("email"),
                                "streaming",
                                true))
                .orFail("making the audience of " + segment + " at " + kind)
                .path("id")
                .asString();
    }
}
