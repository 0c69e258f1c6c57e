package io.tributary.bench.preview;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls whose time is taken: plain HTTP/1.1 on connections that stay open, with a token that was fetched before. */
final class Calls {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private Calls() {}

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    static HttpRequest.Builder as(User user, Api api, URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + api.token(user.username(), user.password()));
    }

    /** The body of an answer of 200; any other is an {@link IllegalStateException}. */
    static String body(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "segment-service answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("segment-service does not answer", e);
        }
    }
}
