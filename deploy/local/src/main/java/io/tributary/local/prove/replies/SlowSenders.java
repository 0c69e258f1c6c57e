package io.tributary.local.prove.replies;

import io.tributary.local.watch.Metrics;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The row that needs senders who begin a body and never end it: 503 at once where they would hold too much, 408 in time for
 * the others, and whoever sends with another write key is answered meanwhile.
 */
final class SlowSenders {

    private static final int SENDERS = 400;
    private static final int BEGUN = 48 * 1024;
    private static final int PROMISED = 1024 * 1024;
    // A body has 30 seconds.
    private static final int ANSWERED_WITHIN_MILLIS = 45_000;
    private static final long TURN_SECONDS = 15;
    private static final String HELD = "cdp_intake_held_bytes";

    private final ReplyDesk desk;
    private final ReplyKeys keys;
    private final Metrics metrics = new Metrics();
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final Map<Door, String> messageIds = new EnumMap<>(Door.class);

    SlowSenders(ReplyDesk desk, ReplyKeys keys) {
        this.desk = desk;
        this.keys = keys;
        for (var door : Door.values()) {
            messageIds.put(door, "meanwhile-" + UUID.randomUUID());
        }
    }

    /** What the others sent, which must be stored. */
    List<String> messageIds() {
        return List.copyOf(messageIds.values());
    }

    /** Returns when every sender is answered and their bytes are given back, or should be. */
    SlowReport stall() throws InterruptedException {
        long held;
        long before408;
        var others = new EnumMap<Door, SlowReport.Other>(Door.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                threads.execute(() -> answers.computeIfAbsent(stallOnce(), it -> new LongAdder())
                        .increment());
            }
            held = fullest();
            for (var door : Door.values()) {
                others.put(door, ask(door));
            }
            before408 = count(SlowReport.LATE);
        }
        return new SlowReport(SENDERS, held, before408, Map.copyOf(others), counts(), left());
    }

    /** The status that the collector answered with. */
    private String stallOnce() {
        URI collector = desk.addressOf(Door.DIRECT);
        var user = Base64.getEncoder().encodeToString((keys.slow() + ":").getBytes(StandardCharsets.UTF_8));
        var head = "POST /v1/batch HTTP/1.1\r\nHost: " + collector.getAuthority() + "\r\nAuthorization: Basic " + user
                + "\r\nContent-Length: " + PROMISED + "\r\n\r\n";
        try (var socket = new Socket(collector.getHost(), collector.getPort())) {
            socket.setSoTimeout(ANSWERED_WITHIN_MILLIS);
            socket.getOutputStream().write((head + " ".repeat(BEGUN)).getBytes(StandardCharsets.US_ASCII));
            var line =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 408".length()), StandardCharsets.US_ASCII);
            return line.substring(line.indexOf(' ') + 1);
        } catch (IOException e) {
            return "no answer";
        }
    }

    /** The most bytes in flight until senders begin to be turned away. */
    private long fullest() throws InterruptedException {
        long most = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TURN_SECONDS);
        while (count(SlowReport.FULL) == 0 && System.nanoTime() < deadline) {
            most = Math.max(most, held());
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return Math.max(most, held());
    }

    private SlowReport.Other ask(Door door) {
        var ask = Ask.post("/v1/track", keys.open(), ReplyCases.track(messageIds.getOrDefault(door, "")));
        long begun = System.nanoTime();
        var answer = desk.send(ask.to(desk.addressOf(door)));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        var differences = new ArrayList<>(
                Want.json(200, "{\"success\":true,\"accepted\":1}").differences(answer));
        return new SlowReport.Other(millis, differences);
    }

    private long left() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TURN_SECONDS);
        while (held() != 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return held();
    }

    private long held() {
        return Math.round(metrics.of(desk.target().management()).getOrDefault(HELD, -1.0));
    }

    private long count(String status) {
        var count = answers.get(status);
        return count == null ? 0 : count.sum();
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        answers.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }
}
