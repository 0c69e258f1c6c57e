package io.tributary.local.prove.replies;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import java.util.HashMap;
import java.util.Map;

/**
 * The sources that the matrix is asked with, in a tenant of their own and one with a quota; made through the API.
 *
 * @param open takes what it is sent
 * @param slow is used by who never ends a body
 * @param disabled is switched off
 * @param tight may send two events a second
 * @param ofTightTenant has no quota, and a tenant that may send two events a second
 */
record ReplyKeys(
        User admin, String openSource, String open, String slow, String disabled, String tight, String ofTightTenant) {

    static final int TIGHT = 2;

    static ReplyKeys make(Api api, String run) {
        var admin = OwnTenant.make(api, run).admin();
        var open = source(api, admin, "open", Map.of());
        var slow = source(api, admin, "slow", Map.of());
        var disabled = source(api, admin, "disabled", Map.of("enabled", false));
        var tight = source(api, admin, "tight", Map.of("eventsPerSecond", TIGHT));
        var poor = OwnTenant.make(api, run + "-t", Map.of("eventsPerSecond", TIGHT))
                .admin();
        var ofPoor = source(api, poor, "open", Map.of());
        return new ReplyKeys(
                admin,
                open.id(),
                open.writeKey(),
                slow.writeKey(),
                disabled.writeKey(),
                tight.writeKey(),
                ofPoor.writeKey());
    }

    private record Made(String id, String writeKey) {}

    private static Made source(Api api, User admin, String key, Map<String, Object> settings) {
        var body = new HashMap<>(settings);
        body.put("key", key);
        body.put("name", key);
        var made = api.post(admin, "/api/v1/sources", body).orFail("making the source " + key);
        return new Made(made.path("id").asString(), made.path("writeKey").asString());
    }
}
