package io.tributary.bench.stand;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.List;
import java.util.Map;

/** Makes and publishes segments through the public API. */
public final class LiveSegments {

    private static final String SEGMENTS = "/api/v1/segments";

    private LiveSegments() {}

    /** Takes rules as text, by the segment's key; each is live before the next is made. */
    public static void publish(Api api, Map<String, String> rules) {
        rules.forEach((key, rule) -> {
            make(api, key, rule);
            publish(api, key);
        });
    }

    /** Leaves the segment a draft. */
    public static void make(Api api, String key, String rule) {
        api.post(
                        User.MARKETER,
                        SEGMENTS,
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
    }

    /** Publishes the draft. */
    public static void publish(Api api, String key) {
        api.post(User.MARKETER, SEGMENTS + "/" + key + "/publish", Map.of()).orFail("publishing the segment " + key);
    }
}
