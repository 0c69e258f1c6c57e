package io.tributary.checker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Elasticsearch over plain HTTP. Any answer but a success ends the check without a verdict. */
final class Search {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;

    Search(URI server) {
        this.server = server;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Everything in the index that belongs to the tenant. */
    static ObjectNode ofTenant(String tenant) {
        var query = object();
        query.putObject("bool").putArray("filter").addObject().putObject("term").put("tenant", tenant);
        return query;
    }

    JsonNode post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    JsonNode post(String path, ObjectNode body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    JsonNode delete(String path, ObjectNode body) {
        return send("DELETE", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(server.resolve("/" + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotCheck("Elasticsearch answered " + method + " /" + path + " with " + answer.statusCode()
                        + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CannotCheck("Elasticsearch at " + server + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotCheck("interrupted", e);
        }
    }
}
