package io.tributary.local.prove.acked;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.setup.OwnTenant;
import java.util.List;
import java.util.Map;

/** A tenant of the proof's own, so that everything which is stored of it must be in the ledger; made through the API. */
record AckedTenant(String key, User admin, String writeKey) {

    /** The segment that the topology keeps while things die. */
    static final String SEGMENT = "regulars";

    static final int REGULAR = 3;

    static AckedTenant make(Api api, String run) {
        var admin = OwnTenant.make(api, run).admin();
        var source = api.post(admin, "/api/v1/sources", Map.of("key", "proof", "name", "Proof"))
                .orFail("making the source of the proof");
        publishSegment(api, admin);
        return new AckedTenant(run, admin, source.path("writeKey").asString());
    }

    private static void publishSegment(Api api, User admin) {
        api.post(
                        admin,
                        "/api/v1/segments",
                        Map.of(
                                "key",
                                SEGMENT,
                                "name",
                                "Regulars",
                                "rule",
                                rule(REGULAR),
                                "owner",
                                admin.username(),
                                "purpose",
                                "Counted while things die",
                                "actions",
                                List.of("message")))
                .orFail("making the segment of the proof");
        api.post(admin, "/api/v1/segments/" + SEGMENT + "/publish", Map.of())
                .orFail("publishing the segment of the proof");
    }

    static String rule(int atLeast) {
        return "count(\"" + Traffic.EVENT + "\") >= " + atLeast + " ever";
    }

    /** How many people the query engine finds with at least so many events. */
    long previewed(Api api, int atLeast) {
        return api.post(admin, "/api/v1/segments/preview", Map.of("rule", rule(atLeast)))
                .orFail("previewing")
                .path("count")
                .asLong(-1);
    }

    /** How many people the topology has put into the segment. */
    long regulars(Api api) {
        return api.get(admin, "/api/v1/segments/" + SEGMENT + "/members?limit=1")
                .orFail("asking for the segment's members")
                .path("total")
                .asLong(-1);
    }
}
