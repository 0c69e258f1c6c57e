package io.tributary.local.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platforms' doubles hold, asked on their own inspection routes. */
public final class DoublesView {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** The endpoint's name at the double. */
    private static final String HOOK = "shop";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI doubles;

    public DoublesView(URI doubles) {
        this.doubles = doubles;
    }

    /** Tells the webhook receiver the secret that it verifies signatures with. */
    public void expectSignaturesWith(String secret) {
        var body = JSON.createObjectNode().put("secret", secret).toString();
        send(HttpRequest.newBuilder(doubles.resolve("/_double/webhook/" + HOOK))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Lets that platform answer its next {@code times} requests as usual, but so much later. */
    public void slowDown(String platform, Duration delay, int times) {
        var order = JSON.createObjectNode()
                .put("kind", "delay")
                .put("platform", platform)
                .put("delayMillis", delay.toMillis())
                .put("times", times);
        send(HttpRequest.newBuilder(doubles.resolve("/_double/faults"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
    }

    /** Lets that platform answer its next {@code times} requests with 503. */
    public void fail(String platform, int times) {
        var order = JSON.createObjectNode()
                .put("kind", "status")
                .put("platform", platform)
                .put("times", times);
        send(HttpRequest.newBuilder(doubles.resolve("/_double/faults"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.toString())));
    }

    /** The set of one audience, as the platform that receives it counts it. */
    Outcome.Destination destination(String key, String kind, JsonNode audience) {
        long members = switch (kind) {
            case "webhook" ->
                get("/_double/members/webhook/" + HOOK)
                        .path("audiences")
                        .path(audience.path("id").asString())
                        .asLong();
            default -> held(kind, audience.path("remoteId").asString());
        };
        return new Outcome.Destination(key, kind, members);
    }

    private long held(String platform, String remoteId) {
        for (var holding : get("/_double/summary").path(platform)) {
            if (holding.path("id").asString().equals(remoteId)) {
                return holding.path("members").asLong();
            }
        }
        return 0;
    }

    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(doubles.resolve(path)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body().isBlank() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the doubles do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the doubles", e);
        }
    }
}
