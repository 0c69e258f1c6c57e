package io.tributary.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends calls to the public collector in batches, a few at a time, until each batch has its final answer: what may be
 * tried again (429, 5xx, a lost connection) is tried again with the same message ids, for a quarter of an hour.
 */
public final class Sender {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 100;
    private static final int MAX_BATCH_CHARS = 400_000;
    private static final int CONCURRENT = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private record Batch(int number, String source, List<Call> calls) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI collector;
    private final Map<String, String> writeKeys;
    private final SentLedger ledger;

    public Sender(URI gateway, Map<String, String> writeKeysBySource, SentLedger ledger) {
        this.collector = gateway.resolve("/v1/batch");
        this.writeKeys = Map.copyOf(writeKeysBySource);
        this.ledger = ledger;
    }

    /** Sends what the ledger does not hold yet; {@code progress} hears the number of calls that have their answer. */
    public void send(List<Call> calls, IntConsumer progress) throws InterruptedException {
        var slots = new Semaphore(CONCURRENT);
        var deliveries = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var batch : batches(calls)) {
                if (!ledger.has(batch.number())) {
                    slots.acquire();
                    deliveries.add(threads.submit(() -> {
                        try {
                            deliver(batch);
                            progress.accept(ledger.accepted() + ledger.refused());
                        } finally {
                            slots.release();
                        }
                    }));
                }
            }
        }
        for (var delivery : deliveries) {
            if (delivery.state() == Future.State.FAILED) {
                throw new IllegalStateException("a batch has no answer", delivery.exceptionNow());
            }
        }
    }

    /** Consecutive calls of one source; the cut depends on the calls alone, so a batch keeps its number over restarts. */
    private static List<Batch> batches(List<Call> calls) {
        var batches = new ArrayList<Batch>();
        var open = new LinkedHashMap<String, List<Call>>();
        var sizes = new LinkedHashMap<String, Integer>();
        for (var call : calls) {
            var batch = open.computeIfAbsent(call.source(), it -> new ArrayList<>());
            batch.add(call);
            int size = sizes.merge(call.source(), call.message().toString().length(), Integer::sum);
            if (batch.size() == BATCH || size > MAX_BATCH_CHARS) {
                batches.add(new Batch(batches.size(), call.source(), List.copyOf(batch)));
                open.remove(call.source());
                sizes.remove(call.source());
            }
        }
        open.forEach((source, rest) -> batches.add(new Batch(batches.size(), source, rest)));
        return batches;
    }

    private void deliver(Batch batch) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        var request = request(batch);
        while (!answered(batch, request)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the collector did not take a batch for " + PATIENCE);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Whether the answer is final; everything that another try may heal is not. */
    private boolean answered(Batch batch, HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                int refused = JSON.readTree(answer.body()).path("rejected").size();
                ledger.add(batch.number(), batch.calls().size() - refused, refused);
                return true;
            }
            if (answer.statusCode() != 429 && answer.statusCode() < 500) {
                throw new IllegalStateException("the collector answered " + answer.statusCode() + ": " + answer.body());
            }
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    private HttpRequest request(Batch batch) {
        var body = JSON.createObjectNode();
        var items = body.putArray("batch");
        batch.calls().forEach(it -> items.add(it.message()));
        var user = writeKeys.get(batch.source()) + ":";
        return HttpRequest.newBuilder(collector)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }
}
