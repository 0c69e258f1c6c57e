package io.tributary.remains;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Plain HTTP with JSON; any answer but a success ends the search without a verdict. */
final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;

    Http(URI server) {
        this.server = server;
    }

    byte[] get(String path) {
        return send("GET", path, "");
    }

    byte[] send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new CannotSearch(method + " " + request.uri() + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new CannotSearch(server + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotSearch("interrupted", e);
        }
    }
}
