package io.tributary.local.prove.takeback;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.run.DoublesView;
import io.tributary.local.setup.OwnAudiences;
import io.tributary.local.suite.Suite;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes what a world needs before anybody lives in it: a source, the segments, and audiences at each of two platforms. */
final class WorldSetup {

    /** Only ever makes more people members: nobody may leave it because of a merge. */
    static final String BUYERS = "buyers";

    /** The others take people out while two are one, and have to put them in again: one by a count, one by a trait. */
    private static final List<String> PUSHED = List.of(BUYERS, "quiet", "northerners");

    private static final Map<String, String> RULES = Map.of(
            BUYERS,
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
            "count(\"Order Completed\") < %d ever");

    private final Api api;
    private final User admin;
    private final int quietBelow;

    /** @param quietBelow more orders than one person makes, and fewer than two make together */
    WorldSetup(Api api, User admin, int quietBelow) {
        this.api = api;
        this.admin = admin;
        this.quietBelow = quietBelow;
    }

    /** The key of the world's source. */
    String writeKey() {
        return api.post(admin, "/api/v1/sources", Map.of("key", "story", "name", "Story"))
                .orFail("making the source")
                .path("writeKey")
                .asString();
    }

    void segments() {
        RULES.forEach((segment, rule) -> publish(segment, rule.formatted(quietBelow)));
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

    /** The audiences' ids by the kind of their platform and their segment. */
    Map<String, String> audiences(Suite suite, DoublesView doubles) {
        var secret = suite.credentials().webhookSecret();
        doubles.expectSignaturesWith(secret);
        var own = new OwnAudiences(api, admin);
        var meta = own.destination(
                "meta",
                Map.of("baseUrl", suite.doubles().toString(), "adAccountId", "1000"),
                Map.of("accessToken", suite.credentials().metaToken()));
        var webhook = own.destination(
                "webhook",
                Map.of("url", suite.doubles().resolve("/hooks/shop").toString()),
                Map.of("signingSecret", secret));
        var audiences = new TreeMap<String, String>();
        for (var segment : PUSHED) {
            audiences.put("meta " + segment, own.audience("meta", segment, meta));
            audiences.put("webhook " + segment, own.audience("webhook", segment, webhook));
        }
        return audiences;
    }
}
