package io.tributary.segment;

import io.tributary.embedded.SharedBackends;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for bytes in every place where the service keeps something, without asking the service: documents of all indices,
 * all tables, and what compaction will leave of the stores' changelogs, which is what the stores hold.
 */
final class LeftBehind {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrivacyTraffic traffic;
    private final RunningService service;
    private final String tenant;

    LeftBehind(PrivacyTraffic traffic, RunningService service, String tenant) {
        this.traffic = traffic;
        this.service = service;
        this.tenant = tenant;
    }

    /** Where the value was found. */
    List<String> of(String value) {
        var found = new ArrayList<String>();
        inIndices(value, found);
        inTables(value, found);
        inStores(value, found);
        return found;
    }

    private void inIndices(String value, List<String> found) {
        var hits = JSON.readTree(ask("/_all/_search?size=10000", "{\"query\":{\"match_all\":{}},\"version\":true}"))
                .path("hits")
                .path("hits");
        for (JsonNode hit : hits) {
            var state =
                    Base64.getDecoder().decode(hit.path("_source").path("state").asString(""));
            var text = hit.path("_source") + new String(state, StandardCharsets.UTF_8);
            if (holds(text, value)) {
                found.add("document " + hit.path("_index").asString() + " "
                        + hit.path("_id").asString());
            }
        }
        // Not every field is in the source of a profile: the terms tell.
        var terms = JSON.readTree(ask(
                        "/cdp-profiles/_search?size=10000",
                        "{\"query\":{\"bool\":{\"should\":[{\"wildcard\":{\"traits\":{\"value\":\"*" + value
                                + "*\"}}},{\"wildcard\":{\"search\":{\"value\":\"*" + value
                                + "*\"}}},{\"wildcard\":{\"identifiers\":{\"value\":\"*" + value + "*\"}}}]}}}"))
                .path("hits")
                .path("hits");
        terms.forEach(it -> found.add("terms of " + it.path("_id").asString()));
    }

    private void inTables(String value, List<String> found) {
        var jdbc = service.bean(JdbcClient.class);
        var tables = jdbc.sql("select table_name from information_schema.tables where table_schema = 'cdp_segment'")
                .query(String.class)
                .list();
        for (var table : tables) {
            jdbc.sql("select t::text from cdp_segment." + table + " t").query(String.class).list().stream()
                    .filter(it -> holds(it, value))
                    .forEach(it -> found.add("row of " + table));
        }
    }

    private void inStores(String value, List<String> found) {
        for (var store : List.of("profiles", "signposts", "rebuilds", "timers", "seen")) {
            Map<String, byte[]> newest = new HashMap<>();
            for (var record : traffic.read(service.applicationId() + "-" + store + "-changelog")) {
                if (record.value() == null) {
                    newest.remove(record.partition() + record.key());
                } else {
                    newest.put(record.partition() + record.key(), record.value());
                }
            }
            newest.forEach((key, bytes) -> {
                if (key.contains(tenant) && holds(key + new String(bytes, StandardCharsets.UTF_8), value)) {
                    found.add("entry of " + store);
                }
            });
        }
    }

    private static boolean holds(String text, String value) {
        return text.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
    }

    static void loseEventIndex() {
        loseIndex("cdp-events-v1");
    }

    static void loseIndex(String name) {
        send("DELETE", "/" + name, "");
    }

    private static String ask(String path, String body) {
        return send("POST", path, body);
    }

    private static String send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(SharedBackends.elasticsearchUrl() + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
