package io.tributary.local.prove.replies;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Sends requests that cost memory wherever they can, many at once. Every one of them must be turned away. */
final class Hostile {

    private static final int AT_ONCE = 32;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String CLOSED = "closed";

    private final URI collector;
    private final List<Ask> asks;
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();

    Hostile(URI collector, String writeKey) {
        this.collector = collector;
        byte[] bomb = Ask.gzip(new byte[64 * MEBIBYTE]);
        byte[] incompressible = new byte[3 * MEBIBYTE];
        new Random(7).nextBytes(incompressible);
        this.asks = List.of(
                Ask.post("/v1/batch", writeKey, bomb),
                Ask.post("/v1/batch", writeKey, bomb).inChunks(),
                Ask.post("/v1/batch", writeKey, Ask.gzip(incompressible)),
                Ask.post("/v1/track", writeKey, "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                Ask.post("/v1/track", writeKey, "[".repeat(MEBIBYTE)),
                Ask.post("/v1/batch", writeKey, ("{\"batch\":[" + "{},".repeat(3_000) + "{}]}")),
                Ask.post("/v1/batch", writeKey, "x".repeat(5 * MEBIBYTE)).inChunks(),
                Ask.post("/v1/track", writeKey, "{\"" + "k".repeat(MEBIBYTE) + "\":NaN}"),
                Ask.post("/v1/track", writeKey, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}),
                Ask.post("/v1/track", "no-such-key", "{\"userId\":\"" + "u".repeat(MEBIBYTE) + "\"}"));
    }

    /** Sends so many, each kind equally often, and returns when all are answered. */
    void send(int requests) {
        var next = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                threads.execute(() -> {
                    try (var http = client()) {
                        for (int each = next.getAndIncrement(); each < requests; each = next.getAndIncrement()) {
                            send(http, asks.get(each % asks.size()));
                        }
                    }
                });
            }
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    private void send(HttpClient http, Ask ask) {
        try {
            count(Integer.toString(http.send(ask.to(collector), HttpResponse.BodyHandlers.discarding())
                    .statusCode()));
        } catch (IOException e) {
            // The server may hang up on who goes on sending after the answer.
            count(CLOSED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, it -> new LongAdder()).increment();
    }

    /** By status; {@code closed} are connections that the server ended. */
    Map<String, Long> answers() {
        var sums = new TreeMap<String, Long>();
        answers.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }
}
