package io.tributary.bench.stand;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.List;
import java.util.Map;

/** Makes and publishes segments through the public API. */
public final class LiveSegments {

    private LiveSegments() {}

    /** Takes rules as text, by the segment's key. */
    public static void publish(Api api, Map<String, String> rules) {
        rules.forEach((key, rule) -> {
            api.post(
                            User.MARKETER,
                            "/api/v1/segments",
                            Map.of(
                                    "key",
                                    key,
                                    "name",
                                    key,
                                    "rule",
                                    rule,
                                    "owner",
                                    User.MARKETER.username(),
                                    "purpose",
                                    "To be measured",
                                    "actions",
                                    List.of("message")))
                    .orFail("making the segment " + key);
            api.post(User.MARKETER, "/api/v1/segments/" + key + "/publish", Map.of())
                    .orFail("publishing the segment " + key);
        });
    }
}
