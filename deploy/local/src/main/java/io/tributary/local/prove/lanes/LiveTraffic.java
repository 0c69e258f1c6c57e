package io.tributary.local.prove.lanes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Live events at a steady rate in an open model: each is sent when it is due, whether or not the ones before have their
 * answer. Each is of a new person, so it makes a profile and a member.
 */
final class LiveTraffic implements AutoCloseable {

    static final String EVENT = "Live Ping";

    private static final String PREFIX = "live-";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Ping> pings = new ArrayList<>();
    private final URI door;
    private final String authorization;
    private final String run;
    private final long intervalNanos;
    private final Thread clockwork;
    private volatile boolean stopping;

    /** @param run tells this run's message ids from those of others */
    LiveTraffic(URI gateway, String writeKey, String run, int perSecond) {
        this.door = gateway.resolve("/v1/track");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        this.run = run;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.clockwork = Thread.ofPlatform().name("live-traffic").unstarted(this::send);
    }

    void start() {
        clockwork.start();
    }

    /** All that were due so far, in order. */
    List<Ping> pings() {
        synchronized (pings) {
            return List.copyOf(pings);
        }
    }

    Ping ping(int number) {
        synchronized (pings) {
            return pings.get(number);
        }
    }

    /** What the message ids of this run begin with. */
    String prefix() {
        return PREFIX + run + "-";
    }

    private void send() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int number = 0; !stopping; number++) {
                long due = begin + number * intervalNanos;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                var ping = new Ping(due);
                int name = number;
                synchronized (pings) {
                    pings.add(ping);
                }
                threads.execute(() -> deliver(ping, prefix() + name));
            }
        }
    }

    private void deliver(Ping ping, String id) {
        var body = "{\"userId\":\"" + id + "\",\"messageId\":\"" + id + "\",\"event\":\"" + EVENT + "\"}";
        var request = HttpRequest.newBuilder(door)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            ping.status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (ping.status == 200) {
                ping.accepted = System.nanoTime();
            }
        } catch (IOException e) {
            ping.status = -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends when the last that was due has its answer. */
    void stop() throws InterruptedException {
        stopping = true;
        clockwork.join();
    }

    @Override
    public void close() {
        stopping = true;
        http.shutdown();
    }
}
