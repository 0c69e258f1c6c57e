package io.tributary.bench.suite;

import io.tributary.bench.stand.LiveSegments;
import io.tributary.local.api.Api;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Twenty live segments of the kinds that people make: counts, sums, days, absences, sequences, traits, identifiers. */
final class Segments {

    /** Who has sent this event, which nothing else does, is in the segment of the probe. */
    static final String PROBE_EVENT = "Bench Marked";

    static final String PROBE = "bench-marked";

    private static final Map<String, String> RULES = rules();

    private Segments() {}

    private static Map<String, String> rules() {
        var rules = new LinkedHashMap<String, String>();
        rules.put("viewers", "count(\"Product Viewed\") >= 1 in last 7 days");
        for (var category : List.of("running", "hiking", "cycling", "yoga")) {
            rules.put(category, "count(\"Product Viewed\" where category = \"" + category + "\") >= 3 in last 7 days");
        }
        rules.put("carts", "count(\"Product Added\") >= 1 in last 30 days");
        rules.put(
                "left-carts",
                "count(\"Product Added\") >= 1 in last 3 days and count(\"Order Completed\") = 0 in last 3 days");
        rules.put("buyers", "count(\"Order Completed\") >= 1 in last 30 days");
        rules.put("regulars", "count(\"Order Completed\") >= 3 in last 90 days");
        rules.put("spenders", "sum(\"Order Completed\".revenue) >= 1000 in last 90 days");
        rules.put("vip", "sum(\"Order Completed\".revenue) >= 5000 in last 90 days");
        rules.put("germans", "country = \"DE\"");
        rules.put("reachable", "has identifier email");
        rules.put("to-win", "has identifier email and count(\"Order Completed\") = 0 in last 90 days");
        rules.put("returning", "days(\"Product Viewed\") >= 2 in last 14 days");
        rules.put("readers", "count(\"Page Viewed\") >= 5 in last 14 days");
        rules.put("binging", "count(\"Product Viewed\") >= 20 in last 24 hours");
        rules.put("never-bought", "not (count(\"Order Completed\") >= 1 in last 180 days)");
        rules.put("hesitating", "did \"Product Added\" then not \"Order Completed\" within 2 hours in last 3 days");
        rules.put(PROBE, "count(\"" + PROBE_EVENT + "\") >= 1 in last 7 days");
        return rules;
    }

    static int count() {
        return RULES.size();
    }

    static void publish(Api api) {
        LiveSegments.publish(api, RULES);
    }
}
