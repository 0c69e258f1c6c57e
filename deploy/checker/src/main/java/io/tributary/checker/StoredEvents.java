package io.tributary.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads every document of a tenant from the event index, in pages of one point in time. */
final class StoredEvents {

    private static final int PAGE = 5_000;
    private static final String KEEP_ALIVE = "2m";

    /** One document: the message it says it is, and the profile it was resolved to. */
    record Stored(String messageId, String profileId) {}

    private final Search search;
    private final Options options;

    StoredEvents(Search search, Options options) {
        this.search = search;
        this.options = options;
    }

    /** What is visible to a search now; one entry per document, whatever ids they have. */
    List<Stored> read() {
        var opened = search.post(options.eventIndex() + "/_pit?keep_alive=" + KEEP_ALIVE);
        var point = opened.path("id").asString();
        try {
            return read(point);
        } finally {
            search.delete("_pit", Search.object().put("id", point));
        }
    }

    private List<Stored> read(String point) {
        var stored = new ArrayList<Stored>();
        var hits = page(point, null);
        while (!hits.isEmpty()) {
            hits.forEach(it -> stored.add(new Stored(field(it, "messageId"), field(it, "profileId"))));
            hits = page(point, hits.get(hits.size() - 1).path("sort"));
        }
        return stored;
    }

    private JsonNode page(String point, @Nullable JsonNode after) {
        ObjectNode body =
                Search.object().put("size", PAGE).put("_source", false).put("track_total_hits", false);
        body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
        body.set("query", Search.ofTenant(options.tenant()));
        body.putArray("docvalue_fields").add("messageId").add("profileId");
        body.putArray("sort").addObject().put("_shard_doc", "asc");
        if (after != null) {
            body.set("search_after", after);
        }
        return search.post("_search", body).path("hits").path("hits");
    }

    private static String field(JsonNode hit, String name) {
        return hit.path("fields").path(name).path(0).asString("");
    }
}
