package io.tributary.remains;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the source of every document of every index, hidden ones included, and asks besides for indexed terms that contain
 * a value: a mapping may index what it does not keep in the source.
 */
final class Indices {

    private static final String STORE = "elasticsearch";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 1_000;
    private static final String KEEP_ALIVE = "2m";
    private static final int SHORTEST_BINARY = 16;

    private final Http http;
    private final List<Sought> sought;
    private final Report report;

    Indices(Http http, List<Sought> sought, Report report) {
        this.http = http;
        this.sought = sought;
        this.report = report;
    }

    void search() {
        http.send("POST", "/_all/_refresh?expand_wildcards=all", "");
        var names = new TreeSet<String>();
        json(http.get("/_cat/indices?expand_wildcards=all&format=json&h=index,status"))
                .forEach(it -> {
                    if (!it.path("status").asString().equals("open")) {
                        throw new CannotSearch("The index " + it.path("index").asString() + " is closed.");
                    }
                    names.add(it.path("index").asString());
                });
        names.forEach(this::searchIndex);
    }

    private void searchIndex(String index) {
        var point = json(http.send(
                        "POST", "/" + index + "/_pit?keep_alive=" + KEEP_ALIVE + "&expand_wildcards=all", ""))
                .path("id")
                .asString();
        try {
            report.close(STORE, index, documents(point));
        } finally {
            http.send(
                    "DELETE", "/_pit", JSON.createObjectNode().put("id", point).toString());
        }
        terms(index);
    }

    private Scanner.Pass documents(String point) {
        var pass = report.pass();
        JsonNode after = null;
        while (true) {
            byte[] answer = http.send("POST", "/_search", page(point, after).toString());
            pass.separate();
            pass.feed(answer);
            var hits = json(answer).path("hits").path("hits");
            if (hits.isEmpty()) {
                return pass;
            }
            hits.forEach(it -> binaries(it.path("_source"), pass));
            after = hits.get(hits.size() - 1).path("sort");
        }
    }

    private static ObjectNode page(String point, @Nullable JsonNode after) {
        var body =
                JSON.createObjectNode().put("size", PAGE).put("_source", true).put("track_total_hits", false);
        body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
        body.putArray("sort").addObject().put("_shard_doc", "asc");
        if (after != null) {
            body.set("search_after", after);
        }
        return body;
    }

    /** Unpacks what is base64, in which a value may be written in any of the other ways. */
    private static void binaries(JsonNode node, Scanner.Pass pass) {
        if (node.isString() && node.asString().length() >= SHORTEST_BINARY) {
            try {
                byte[] bytes = Base64.getDecoder().decode(node.asString());
                pass.separate();
                pass.feed(bytes);
            } catch (IllegalArgumentException _) {
                // A text; it was read with the answer.
            }
        }
        node.forEach(it -> binaries(it, pass));
    }

    private void terms(String index) {
        var nested = new LinkedHashSet<String>();
        json(http.get("/" + index + "/_mapping?expand_wildcards=all"))
                .forEach(it -> nested(it.path("mappings"), "", nested));
        for (var each : sought) {
            long documents = 0;
            for (var text : texts(each)) {
                documents += json(http.send(
                                "POST",
                                "/" + index + "/_count?expand_wildcards=all",
                                query(text, nested).toString()))
                        .path("count")
                        .asLong();
            }
            if (documents > 0) {
                report.found(STORE, index + " terms", new Scanner.Hit(each.name(), "term", documents));
            }
        }
    }

    private static Set<String> texts(Sought sought) {
        var texts = new LinkedHashSet<String>();
        for (var text : List.of(sought.value(), sought.core())) {
            texts.add(text);
            texts.add(text.toLowerCase(Locale.ROOT));
        }
        return texts;
    }

    private static ObjectNode query(String text, Set<String> nested) {
        var body = JSON.createObjectNode();
        var anyOf = body.putObject("query")
                .putObject("bool")
                .put("minimum_should_match", 1)
                .putArray("should");
        anyOf.addObject().set("query_string", containing(text, "*"));
        for (var path : nested) {
            var inner = anyOf.addObject().putObject("nested").put("path", path);
            inner.putObject("query").set("query_string", containing(text, path + ".*"));
        }
        return body;
    }

    private static ObjectNode containing(String text, String fields) {
        // Every character that means something to the parser, and spaces, are taken as they are.
        var escaped = text.replaceAll("([^\\p{L}\\p{N}])", "\\\\$1");
        var query = JSON.createObjectNode()
                .put("query", "*" + escaped + "*")
                .put("analyze_wildcard", true)
                .put("lenient", true);
        query.putArray("fields").add(fields);
        return query;
    }

    private static void nested(JsonNode mapping, String prefix, Set<String> found) {
        mapping.path("properties").properties().forEach(it -> {
            var path = prefix + it.getKey();
            if (it.getValue().path("type").asString("").equals("nested")) {
                found.add(path);
            }
            nested(it.getValue(), path + ".", found);
        });
    }

    private static JsonNode json(byte[] answer) {
        return JSON.readTree(new String(answer, StandardCharsets.UTF_8));
    }
}
