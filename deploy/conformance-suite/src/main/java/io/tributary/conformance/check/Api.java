package io.tributary.conformance.check;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint's API as the owner of a token sees it. */
public final class Api {

    /** An answer; the body of one that is no JSON is a missing node. */
    public record Answer(int status, JsonNode body) {

        boolean isOk() {
            return status == 200;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI endpoint;
    private final Supplier<String> token;

    /** @param token asked for each call, because tokens end */
    public Api(URI endpoint, Supplier<String> token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    Answer event(String messageId) {
        return get("/api/v1/events/" + encoded(messageId));
    }

    Answer profile(String userId) {
        return get("/api/v1/profiles/by/user_id/" + encoded(userId));
    }

    Answer events(String profileId) {
        return get("/api/v1/profiles/" + encoded(profileId) + "/events?limit=500");
    }

    /** A GET; an endpoint that does not answer is status 0. */
    private Answer get(String path) {
        try {
            var request = HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(TIMEOUT)
                    .header("Authorization", "Bearer " + token.get())
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            return new Answer(0, JSON.missingNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, JSON.missingNode());
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
