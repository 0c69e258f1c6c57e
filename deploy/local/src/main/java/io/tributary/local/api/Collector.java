package io.tributary.local.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends calls as a client of one source does; an answer other than 200 stops the run. */
public final class Collector {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int BATCH = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI batch;
    private final String authorization;

    public Collector(URI gateway, String writeKey) {
        this.batch = gateway.resolve("/v1/batch");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** In batches of a hundred, in their order. */
    public void send(List<ObjectNode> calls) {
        for (int from = 0; from < calls.size(); from += BATCH) {
            var body = JSON.createObjectNode();
            var sent = body.putArray("batch");
            calls.subList(from, Math.min(from + BATCH, calls.size())).forEach(sent::add);
            send(body.toString());
        }
    }

    /** A batch as it is. */
    public void send(String body) {
        var request = HttpRequest.newBuilder(batch)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the collector answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the collector does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }
}
