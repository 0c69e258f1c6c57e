package io.tributary.local.prove.takeback;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.run.DoublesView;
import io.tributary.local.suite.Suite;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes what a world needs before anybody lives in it: a source, the segments, and an audience at each of two platforms. */
final class WorldSetup {

    /** Rules that only ever make more people members are the ones pushed: nobody may leave them because of a merge. */
    private static final String PUSHED = "buyers";

    private static final Map<String, String> RULES = Map.of(
            PUSHED,
            "count(\"Order Completed\") >= 1 ever",
            "regulars",
            "count(\"Order Completed\") >= 8 in last 30 days",
            "spenders",
            "sum(\"Order Completed\".revenue) >= 1500 in last 30 days",
            "readers",
            "count(\"Page Viewed\") >= 100 in last 30 days",
            "northerners",
            "city = \"Hanover\"",
            "professionals",
            "plan = \"pro\"",
            "permitted",
            "consent(\"newsletter\") = granted",
            "quiet",
            "count(\"Order Completed\") < 3 ever");

    private final Api api;
    private final User admin;

    WorldSetup(Api api, User admin) {
        this.api = api;
        this.admin = admin;
    }

    /** The value of the header by which the world's source is known. */
    String authorization() {
        var source = api.post(admin, "/api/v1/sources", Map.of("key", "story", "name", "Story"))
                .orFail("making the source");
        var key = source.path("writeKey").asString() + ":";
        return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    void segments() {
        RULES.forEach(this::publish);
    }

    private void publish(String segment, String rule) {
        api.post(
                        admin,
                        "/api/v1/segments",
                        Map.of(
                                "key", segment,
                                "name", segment,
                                "rule", rule,
                                "owner", admin.username(),
                                "purpose", "compared between worlds"))
                .orFail("making the segment " + segment);
        api.post(admin, "/api/v1/segments/" + segment + "/publish", Map.of())
                .orFail("publishing the segment " + segment);
    }

    /** The audience's id by the kind of its platform. */
    Map<String, String> audiences(Suite suite, DoublesView doubles) {
        var secret = suite.credentials().webhookSecret();
        doubles.expectSignaturesWith(secret);
        var audiences = new TreeMap<String, String>();
        audiences.put(
                "meta",
                audience(
                        "meta",
                        Map.of("baseUrl", suite.doubles().toString(), "adAccountId", "1000"),
                        Map.of("accessToken", suite.credentials().metaToken())));
        audiences.put(
                "webhook",
                audience(
                        "webhook",
                        Map.of("url", suite.doubles().resolve("/hooks/shop").toString()),
                        Map.of("signingSecret", secret)));
        return audiences;
    }

    private String audience(String kind, Map<String, String> config, Map<String, String> secrets) {
        var destination = api.post(
                        admin,
                        "/api/v1/destinations",
                        Map.of("key", kind, "name", kind, "kind", kind, "config", config, "secrets", secrets))
                .orFail("making the destination " + kind);
        var audience = api.post(
                        admin,
                        "/api/v1/audiences",
                        Map.of(
                                "key",
                                kind,
                                "segmentKey",
                                PUSHED,
                                "destinationId",
                                destination.path("id").asString(),
                                "mode",
                                "target",
                                "identifiers",
                                List.of("email"),
                                "streaming",
                                true))
                .orFail("making the audience at " + kind);
        return audience.path("id").asString();
    }
}
