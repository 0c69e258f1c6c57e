package io.tributary.local.prove.erasure;

import io.tributary.local.api.Api;
import io.tributary.local.api.Collector;
import io.tributary.local.api.User;
import io.tributary.local.run.DoublesView;
import io.tributary.local.setup.OwnAudiences;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tenant of the proof's own: two sources, a tracking plan, segments, and audiences at three platforms.
 *
 * @param sources the sources' ids by their keys
 * @param audiences the audiences' ids by the kind of their platform
 */
record Premises(
        OwnTenant tenant, Collector shop, Collector app, Map<String, String> sources, Map<String, String> audiences) {

    static final String BUYERS = "buyers";
    private static final List<String> KINDS = List.of("sendgrid", "meta", "webhook");
    private static final Map<String, String> RULES =
            Map.of(BUYERS, "count(\"Order Completed\") >= 1 ever", "locals", "city = \"Kassel\"");

    User admin() {
        return tenant.admin();
    }

    static Premises make(Suite suite, Api api, String key) {
        var tenant = OwnTenant.make(api, key);
        var admin = tenant.admin();
        var sources = new TreeMap<String, String>();
        var collectors = new TreeMap<String, Collector>();
        for (var name : List.of("shop", "app")) {
            var source = api.post(admin, "/api/v1/sources", Map.of("key", name, "name", name))
                    .orFail("making the source " + name);
            sources.put(name, source.path("id").asString());
            collectors.put(
                    name, new Collector(suite.gateway(), source.path("writeKey").asString()));
        }
        plan(api, admin);
        RULES.forEach((segment, rule) -> segment(api, admin, segment, rule));
        return new Premises(
                tenant, get(collectors, "shop"), get(collectors, "app"), sources, audiences(suite, api, admin));
    }

    private static Collector get(Map<String, Collector> collectors, String name) {
        var collector = collectors.get(name);
        if (collector == null) {
            throw new IllegalStateException("no source " + name);
        }
        return collector;
    }

    /** Warns of what it does not know, also by a property's name, and blocks one event. */
    private static void plan(Api api, User admin) {
        var order = Map.of(
                "action", "warn",
                "unplannedProperties", "warn",
                "schema", Map.of("type", "object", "properties", Map.of("revenue", Map.of("type", "number"))));
        var blocked = Map.of("action", "block", "schema", Map.of("type", "object", "required", List.of("never")));
        api.post(
                        admin,
                        "/api/v1/tracking-plans",
                        Map.of(
                                "name",
                                "Everything",
                                "sources",
                                List.of(),
                                "events",
                                Map.of(Calls.ORDER, order, Calls.BLOCKED, blocked)))
                .orFail("making the tracking plan");
    }

    private static void segment(Api api, User admin, String key, String rule) {
        api.post(
                        admin,
                        "/api/v1/segments",
                        Map.of(
                                "key", key,
                                "name", key,
                                "rule", rule,
                                "owner", admin.username(),
                                "purpose", "somebody of it is erased"))
                .orFail("making the segment " + key);
        api.post(admin, "/api/v1/segments/" + key + "/publish", Map.of()).orFail("publishing the segment " + key);
    }

    private static Map<String, String> audiences(Suite suite, Api api, User admin) {
        var credentials = suite.credentials();
        new DoublesView(suite.doubles()).expectSignaturesWith(credentials.webhookSecret());
        var base = suite.doubles().toString();
        var config = Map.of(
                "sendgrid", Map.of("baseUrl", base),
                "meta", Map.of("baseUrl", base, "adAccountId", "1000"),
                "webhook", Map.of("url", suite.doubles().resolve("/hooks/shop").toString()));
        var secrets = Map.of(
                "sendgrid", Map.of("apiKey", credentials.sendgridKey()),
                "meta", Map.of("accessToken", credentials.metaToken()),
                "webhook", Map.of("signingSecret", credentials.webhookSecret()));
        var audiences = new TreeMap<String, String>();
        var own = new OwnAudiences(api, admin);
        for (var kind : KINDS) {
            var destination =
                    own.destination(kind, config.getOrDefault(kind, Map.of()), secrets.getOrDefault(kind, Map.of()));
            audiences.put(kind, own.audience(kind, BUYERS, destination));
        }
        return audiences;
    }
}
