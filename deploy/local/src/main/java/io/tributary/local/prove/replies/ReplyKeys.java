package io.tributary.local.prove.replies;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.HashMap;
import java.util.Map;

/**
 * The sources that the matrix is asked with, in a tenant of their own and one with a quota; made through the API.
 *
 * @param open takes what it is sent
 * @param disabled is switched off
 * @param tight may send two events a second
 * @param ofTightTenant has no quota, and a tenant that may send two events a second
 */
record ReplyKeys(User admin, String openSource, String open, String disabled, String tight, String ofTightTenant) {

    static final int TIGHT = 2;

    static ReplyKeys make(Api api, String run) {
        var admin = tenant(api, run, Map.of());
        var open = source(api, admin, "open", Map.of());
        var disabled = source(api, admin, "disabled", Map.of("enabled", false));
        var tight = source(api, admin, "tight", Map.of("eventsPerSecond", TIGHT));
        var poor = tenant(api, run + "-t", Map.of("eventsPerSecond", TIGHT));
        var ofPoor = source(api, poor, "open", Map.of());
        return new ReplyKeys(
                admin, open.id(), open.writeKey(), disabled.writeKey(), tight.writeKey(), ofPoor.writeKey());
    }

    private static User tenant(Api api, String key, Map<String, Object> limits) {
        var admin = new User("ada-" + key, "ada-local", "admin");
        api.post(
                        User.PLATFORM,
                        "/api/v1/tenants",
                        Map.of(
                                "key",
                                key,
                                "name",
                                "Replies " + key,
                                "timeZone",
                                "UTC",
                                "region",
                                "DE",
                                "limits",
                                limits,
                                "admin",
                                Map.of(
                                        "username",
                                        admin.username(),
                                        "email",
                                        admin.username() + "@proof.example",
                                        "firstName",
                                        "Ada",
                                        "lastName",
                                        "Proof",
                                        "password",
                                        admin.password())))
                .orFail("making the tenant " + key);
        return admin;
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
