package io.tributary.checker;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads how often each profile of a tenant has counted one event. The count was made by the segment state, event by
 * event; it knows nothing of the ids under which documents are stored, so it shows what those ids would hide.
 */
final class StoredPeople {

    private static final int PAGE = 1_000;

    private final Search search;
    private final Options options;

    StoredPeople(Search search, Options options) {
        this.search = search;
        this.options = options;
    }

    /** By profile id; profiles that never saw the event are in it with 0. */
    Map<String, Long> read() {
        var counts = new HashMap<String, Long>();
        var people = page(null);
        while (!people.path("buckets").isEmpty()) {
            people.path("buckets")
                    .forEach(it -> counts.put(it.path("key").path("profile").asString(), count(it)));
            people = page(people.path("after_key"));
        }
        return counts;
    }

    private static long count(JsonNode bucket) {
        return Math.round(
                bucket.path("totals").path("of").path("count").path("value").asDouble());
    }

    private JsonNode page(@Nullable JsonNode after) {
        ObjectNode body = Search.object().put("size", 0);
        body.set("query", Search.ofTenant(options.tenant()));
        var people = body.putObject("aggs").putObject("people");
        var composite = people.putObject("composite").put("size", PAGE);
        composite
                .putArray("sources")
                .addObject()
                .putObject("profile")
                .putObject("terms")
                .put("field", "profileId");
        if (after != null) {
            composite.set("after", after);
        }
        var totals = people.putObject("aggs").putObject("totals");
        totals.putObject("nested").put("path", "totals");
        var ofEvent = totals.putObject("aggs").putObject("of");
        ofEvent.putObject("filter").putObject("term").put("totals.event", options.event());
        ofEvent.putObject("aggs").putObject("count").putObject("sum").put("field", "totals.count");
        return search.post(options.profileIndex() + "/_search", body)
                .path("aggregations")
                .path("people");
    }
}
