package io.tributary.local.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public API as one user sees it. Fetches and renews the user's access token by itself; every answer, problem
 * documents included, is a {@link Reply}. Safe for concurrent use.
 */
public final class Api {

    /** Status and JSON body of an answer; an empty or non-JSON body is a null node. */
    public record Reply(int status, JsonNode body) {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The body of an expected success; anything else stops the run with the problem's own words. */
        public JsonNode orFail(String what) {
            if (!ok()) {
                throw new IllegalStateException(what + " was answered with " + status + ": " + body);
            }
            return body;
        }
    }

    private record Token(String value, Instant renewAt) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(30);
    private static final Duration RENEW_BEFORE_END = Duration.ofSeconds(60);
    private static final int UNAVAILABLE = 503;
    private static final int TIMES_AGAIN = 6;
    private static final int SECONDS_BETWEEN = 5;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI gateway;
    private final URI tokenUrl;
    private final Clock real;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Api(URI gateway, URI tokenUrl, Clock real) {
        this.gateway = gateway;
        this.tokenUrl = tokenUrl;
        this.real = real;
    }

    /** An access token for a user of the local realm, by password. */
    public String token(String username, String password) {
        var known = tokens.get(username);
        if (known != null && known.renewAt().isAfter(real.instant())) {
            return known.value();
        }
        var form = "grant_type=password&client_id=cdp-local&scope=" + encode("openid organization") + "&username="
                + encode(username) + "&password=" + encode(password);
        var answer = send(HttpRequest.newBuilder(tokenUrl)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .orFail("the token of " + username);
        var token = new Token(
                answer.path("access_token").asString(),
                real.instant().plusSeconds(answer.path("expires_in").asLong()).minus(RENEW_BEFORE_END));
        tokens.put(username, token);
        return token.value();
    }

    public Reply get(User as, String path) {
        return send(request(as, path).GET());
    }

    public Reply post(User as, String path, Object body) {
        return send(request(as, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** The same, sent again while the answer is that a server behind is not there yet: a few times, for half a minute. */
    public Reply postPatiently(User as, String path, Object body) {
        var reply = post(as, path, body);
        for (int again = 0; reply.status() == UNAVAILABLE && again < TIMES_AGAIN; again++) {
            pause();
            reply = post(as, path, body);
        }
        return reply;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(SECONDS_BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to ask again", e);
        }
    }

    public Reply put(User as, String path, Object body) {
        return send(request(as, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Sends a file, made while it is read, as the body; {@code said} are the query's parameters. */
    public Reply upload(User as, String path, Map<String, String> said, Supplier<InputStream> file) {
        var query = said.entrySet().stream()
                .map(it -> it.getKey() + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                request(as, path + "?" + query)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(file)),
                UPLOAD_TIMEOUT);
    }

    /** Status and body of an answer that is a file, as it is. */
    public record Download(int status, String body) {}

    public Download download(User as, String path) {
        try {
            var answer = http.send(
                    request(as, path).timeout(UPLOAD_TIMEOUT).GET().build(), HttpResponse.BodyHandlers.ofString());
            return new Download(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Download(0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a file", e);
        }
    }

    private HttpRequest.Builder request(User as, String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + token(as.username(), as.password()));
    }

    private Reply send(HttpRequest.Builder request) {
        return send(request, TIMEOUT);
    }

    private Reply send(HttpRequest.Builder request, Duration timeout) {
        try {
            var answer = http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            return new Reply(0, JSON.createObjectNode().put("error", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    private static JsonNode json(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException e) {
            return JSON.createObjectNode().put("text", body.substring(0, Math.min(body.length(), 500)));
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
