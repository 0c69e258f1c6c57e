package io.tributary.local.prove.load;

import io.tributary.local.prove.load.ProofCall.Shipment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * One client on one connection. It sends a request with the same message ids until it is answered with 2xx, as the SDKs
 * do: what may be tried again is tried again, after the time that the server asks for.
 */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A little longer than the services give each other. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI collector;
    private final String authorization;
    private final Answers answers;

    public Client(URI collector, String writeKey, Answers answers) {
        this.collector = collector;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        this.answers = answers;
    }

    /** Returns when the request was accepted; fails when it is refused, or when nobody accepts it for five minutes. */
    public void deliver(Shipment shipment) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int retries = 0;
        long wait = send(shipment, retries);
        while (wait >= 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the collector did not accept a request for " + PATIENCE);
            }
            long own = Math.min(FIRST_PAUSE_MILLIS << Math.min(retries, 10), LONGEST_PAUSE_MILLIS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(own, wait)));
            retries++;
            wait = send(shipment, retries);
        }
    }

    /** Returns -1 when it was accepted, otherwise the milliseconds that the server asks to wait. */
    private long send(Shipment shipment, int retries) {
        long sentAt = System.nanoTime();
        try {
            var answer = http.send(request(shipment, retries), HttpResponse.BodyHandlers.ofString());
            answers.came(answer.statusCode());
            if (answer.statusCode() / 100 == 2) {
                requireTakenWhole(answer);
                answers.accepted(sentAt);
                return -1;
            }
            if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                throw new IllegalStateException("the collector answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.headers().firstValueAsLong("Retry-After").orElse(0) * 1_000;
        } catch (IOException e) {
            answers.lost();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    private static void requireTakenWhole(HttpResponse<String> answer) {
        var reply = JSON.readTree(answer.body());
        if (!reply.path("success").asBoolean() || !reply.path("rejected").isEmpty()) {
            throw new IllegalStateException("the collector refused a good call: " + answer.body());
        }
    }

    private HttpRequest request(Shipment shipment, int retries) {
        var request = HttpRequest.newBuilder(collector.resolve(
                        shipment.isSingle()
                                ? "/v1/" + shipment.calls().getFirst().type()
                                : "/v1/batch"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body(shipment)));
        return (retries == 0 ? request : request.header("X-Retry-Count", Integer.toString(retries))).build();
    }

    private static String body(Shipment shipment) {
        if (shipment.isSingle()) {
            return shipment.calls().getFirst().json().toString();
        }
        var body = JSON.createObjectNode();
        var batch = body.putArray("batch");
        shipment.calls().forEach(it -> batch.add(it.json()));
        return body.toString();
    }
}
