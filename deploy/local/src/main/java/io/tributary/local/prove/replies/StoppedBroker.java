package io.tributary.local.prove.replies;

import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The row that needs a broker which answers nothing: 503 with a time to come back. Whether the broker took the write all
 * the same when it woke up is not known to anybody; the repeated call counts once.
 */
final class StoppedBroker {

    static final String EVENT = "Stopped Event";
    private static final long TAKEN_WITHIN_SECONDS = 90;

    private final ReplyDesk desk;
    private final ReplyKeys keys;
    private final Map<Door, String> messageIds = new EnumMap<>(Door.class);

    StoppedBroker(ReplyDesk desk, ReplyKeys keys) {
        this.desk = desk;
        this.keys = keys;
        for (var door : Door.values()) {
            messageIds.put(door, "stopped-" + UUID.randomUUID());
        }
    }

    List<String> messageIds() {
        return List.copyOf(messageIds.values());
    }

    /** What is wrong with the answers, by door; then everything has been sent again until it was taken. */
    Map<Door, List<String>> differences() throws InterruptedException {
        var want = Want.problem(
                        503,
                        "broker-unavailable",
                        "The event log cannot take the write now",
                        "The event log cannot take the write now: send it again.")
                .comeBack();
        desk.stopBroker();
        var differences = new EnumMap<Door, List<String>>(Door.class);
        try {
            answers().forEach((door, answer) -> differences.put(door, want.differences(answer)));
        } finally {
            desk.continueBroker();
        }
        for (var door : Door.values()) {
            repeat(door);
        }
        return differences;
    }

    /** Both at once: each of them waits until the collector gives the broker up. */
    private Map<Door, HttpResponse<String>> answers() throws InterruptedException {
        var asked = new EnumMap<Door, Future<HttpResponse<String>>>(Door.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var door : Door.values()) {
                Callable<HttpResponse<String>> ask = () -> desk.send(ask(door).to(desk.addressOf(door)));
                asked.put(door, threads.submit(ask));
            }
        }
        var answers = new EnumMap<Door, HttpResponse<String>>(Door.class);
        for (var each : asked.entrySet()) {
            try {
                answers.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("no answer " + each.getKey() + " while the broker stood still", e);
            }
        }
        return answers;
    }

    private void repeat(Door door) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TAKEN_WITHIN_SECONDS);
        while (desk.send(ask(door).to(desk.addressOf(door))).statusCode() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the repeated call was not taken " + door + " after the broker came back");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private Ask ask(Door door) {
        return Ask.post(
                "/v1/track",
                keys.open(),
                "{\"event\":\"" + EVENT + "\",\"userId\":\"stopped-" + door.name() + "\",\"messageId\":\""
                        + messageIds.get(door) + "\"}");
    }
}
