package io.tributary.local.setup;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tenant that a proof has to itself, with a user of each role; made through the public API. */
public record OwnTenant(String key, User admin, User marketer, User viewer) {

    /** A tenant with the usual limits; {@code key} is also the end of its users' names, which the whole realm shares. */
    public static OwnTenant make(Api api, String key) {
        return make(api, key, Map.of());
    }

    /** A tenant with limits of its own, as the API names them. */
    public static OwnTenant make(Api api, String key, Map<String, Object> limits) {
        var tenant = new OwnTenant(
                key,
                new User("ada-" + key, "ada-local", "admin"),
                new User("max-" + key, "max-local", "marketer"),
                new User("vic-" + key, "vic-local", "viewer"));
        api.postPatiently(
                        User.PLATFORM,
                        "/api/v1/tenants",
                        Map.of(
                                "key",
                                key,
                                "name",
                                "Proof " + key,
                                "timeZone",
                                "UTC",
                                "region",
                                "DE",
                                "limits",
                                limits,
                                "admin",
                                account(tenant.admin)))
                .orFail("making the tenant " + key);
        for (var member : List.of(tenant.marketer, tenant.viewer)) {
            var account = new HashMap<>(account(member));
            account.put("role", member.role());
            api.postPatiently(tenant.admin, "/api/v1/members", account).orFail("making the user " + member.username());
        }
        return tenant;
    }

    private static Map<String, String> account(User user) {
        return Map.of(
                "username", user.username(),
                "email", user.username() + "@proof.example",
                "firstName", user.role(),
                "lastName", "Proof",
                "password", user.password());
    }
}
