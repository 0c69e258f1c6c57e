package io.tributary.bench.preview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index that previews ask, as Elasticsearch itself describes it. */
final class ProfileIndex implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALIAS = "/cdp-profiles";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    ProfileIndex(URI server) {
        this.server = server;
    }

    /** Findable profiles. */
    long profiles() throws InterruptedException {
        return get(ALIAS + "/_count").path("count").asLong();
    }

    IndexShape shape() throws InterruptedException {
        var whole = get(ALIAS + "/_stats/docs,store,segments").path("_all").path("primaries");
        var shards = get(ALIAS + "/_settings/index.number_of_shards?flat_settings=true");
        var nodes = get("/_nodes/stats/jvm").path("nodes");
        return new IndexShape(
                shards.iterator()
                        .next()
                        .path("settings")
                        .path("index.number_of_shards")
                        .asInt(),
                profiles(),
                whole.path("docs").path("count").asLong(),
                whole.path("store").path("size_in_bytes").asLong(),
                whole.path("segments").path("count").asInt(),
                nodes.iterator()
                        .next()
                        .path("jvm")
                        .path("mem")
                        .path("heap_max_in_bytes")
                        .asLong());
    }

    private JsonNode get(String path) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered with " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Elasticsearch does not answer", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
