package io.tributary.local.prove.acked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Falsifies on purpose what a proof will be judged by, and takes it back: a checker that passes it over proves nothing. */
final class Tampering {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INDEX = "/cdp-events/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI elasticsearch;
    private final String tenant;

    Tampering(URI elasticsearch, String tenant) {
        this.elasticsearch = elasticsearch;
        this.tenant = tenant;
    }

    /** A stored row as it is, to be put back. */
    record Row(String id, JsonNode document) {}

    Row row(String messageId) {
        var query = JSON.createObjectNode();
        var filters = query.putObject("query").putObject("bool").putArray("filter");
        filters.addObject().putObject("term").put("tenant", tenant);
        filters.addObject().putObject("term").put("messageId", messageId);
        var hit = send("POST", INDEX + "_search", query.toString())
                .path("hits")
                .path("hits")
                .path(0);
        if (hit.isMissingNode()) {
            throw new IllegalStateException("the row of " + messageId + " is not stored");
        }
        return new Row(hit.path("_id").asString(), hit.path("_source"));
    }

    void delete(String id) {
        send("DELETE", INDEX + "_doc/" + id + "?refresh=true&routing=" + routing(), "");
    }

    void put(Row row) {
        send(
                "PUT",
                INDEX + "_create/" + row.id() + "?refresh=true&routing=" + routing(),
                row.document().toString());
    }

    /**
     * A copy of the ledger in which the last promise of a counted call was given to somebody else. It is taken from
     * somebody who has other promises: one who is left without any is no longer known to the ledger, and what they
     * counted would be found with the new owner, in the right number.
     */
    static Path withOnePromiseSwapped(Path ledger) {
        try {
            var lines = new ArrayList<>(Files.readAllLines(ledger));
            var promises = lines.stream().collect(Collectors.groupingBy(Tampering::person, Collectors.counting()));
            int last = lines.size() - 1;
            while (!lines.get(last).contains(" counted ") || promises.getOrDefault(person(lines.get(last)), 0L) < 2) {
                last--;
            }
            var robbed = person(lines.get(last));
            var other = promises.keySet().stream()
                    .filter(it -> !it.equals(robbed))
                    .findFirst()
                    .orElseThrow();
            lines.set(last, lines.get(last).split(" ", -1)[0] + " " + other + " counted .");
            return Files.write(ledger.resolveSibling(ledger.getFileName() + ".swapped"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot be copied", e);
        }
    }

    private static String person(String line) {
        return line.split(" ", -1)[1];
    }

    private String routing() {
        return URLEncoder.encode(tenant, StandardCharsets.UTF_8);
    }

    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
