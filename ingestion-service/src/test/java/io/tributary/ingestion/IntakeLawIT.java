package io.tributary.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.config.IngestionProperties;
import io.tributary.ingestion.intake.InFlightBytes;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The law of intake under load, per source: received = accepted + refused + suppressed. What the service counts is compared
 * with what its clients were answered, and with what is in the log.
 */
class IntakeLawIT extends RunningService {

    private static final int CLIENTS = 8;
    private static final int REQUESTS = 120;
    private static final long SEED = 20260102;

    /** Bytes that are left in a full house: less than any batch has. */
    private static final int ROOM = 20;

    @Autowired
    private InFlightBytes inFlight;

    @Autowired
    private IngestionProperties properties;

    /** What the clients know about one source: only requests that were answered with 2xx count. */
    private static final class Ledger {
        final String source;
        final String key;
        final LongAdder received = new LongAdder();
        final LongAdder refused = new LongAdder();
        final LongAdder suppressed = new LongAdder();
        final LongAdder sentAgain = new LongAdder();

        Ledger(String source, String key) {
            this.source = source;
            this.key = key;
        }
    }

    private long counted(String what, Ledger ledger) {
        return (long) count(what, ledger.source);
    }

    private static long sentAgain(List<Ledger> ledgers) {
        return ledgers.stream().mapToLong(it -> it.sentAgain.sum()).sum();
    }

    @Test
    void balancesPerSourceUnderConcurrentLoadWithRefusalsSuppressionAndFullHouses() throws InterruptedException {
        // given
        suppress("gone@example.com");
        await().atMost(SOON).until(() -> {
            collect("/v1/identify", "{\"userId\":\"x\",\"traits\":{\"email\":\"gone@example.com\"}}");
            return count("suppressed") > 0;
        });
        long suppressedBefore = (long) count("suppressed");
        long acceptedBefore = (long) count("accepted");
        int loggedBefore = records(Topic.EVENTS).size();
        var other = json(api("POST", "/api/v1/sources", "{\"name\":\"Other\"}"));
        var ledgers = List.of(
                new Ledger(sourceId, writeKey),
                new Ledger(other.get("id").asString(), other.get("writeKey").asString()));

        // when: the house is full every now and then
        try (var clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
            for (int client = 0; client < CLIENTS; client++) {
                var random = new Random(SEED + client);
                clients.execute(() -> {
                    for (int request = 0; request < REQUESTS; request++) {
                        untilTaken(ledgers.get(random.nextInt(ledgers.size())), batch(random));
                    }
                });
            }
            var full = clients.submit(() -> fillTheHouseNowAndThen(ledgers));
            clients.shutdown();
            assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
            assertThat(full).isDone();
        }

        // then
        assertThat(sentAgain(ledgers)).as("requests answered 503").isPositive();
        for (var ledger : ledgers) {
            boolean first = ledger.source.equals(sourceId);
            long accepted = counted("accepted", ledger) - (first ? acceptedBefore : 0);
            long suppressed = counted("suppressed", ledger) - (first ? suppressedBefore : 0);
            long received = counted("received", ledger) - (first ? acceptedBefore + suppressedBefore : 0);
            assertThat(received).as("seed %d, received", SEED).isEqualTo(ledger.received.sum());
            assertThat(counted("refused", ledger)).as("refused").isEqualTo(ledger.refused.sum());
            assertThat(suppressed).as("suppressed").isEqualTo(ledger.suppressed.sum());
            assertThat(received).isEqualTo(accepted + counted("refused", ledger) + suppressed);
            assertThat(ledger.refused.sum()).isPositive();
            assertThat(ledger.suppressed.sum()).isPositive();
        }
        long accepted = ledgers.stream()
                .mapToLong(it -> it.received.sum() - it.refused.sum() - it.suppressed.sum())
                .sum();
        assertThat(records(Topic.EVENTS)).hasSize(loggedBefore + (int) accepted);
        assertThat(records(Topic.BAD_ROWS)).hasSize((int)
                ledgers.stream().mapToLong(it -> it.refused.sum()).sum());
    }

    private record Batch(String body, int calls, int suppressed) {}

    private static Batch batch(Random random) {
        var calls = new ArrayList<String>();
        int suppressed = 0;
        for (int call = 0; call <= random.nextInt(6); call++) {
            switch (random.nextInt(4)) {
                case 0 -> calls.add("{\"type\":\"track\",\"event\":\"E\"}");
                case 1 -> {
                    calls.add("{\"type\":\"identify\",\"userId\":\"g\",\"traits\":{\"email\":\"gone@example.com\"}}");
                    suppressed++;
                }
                default -> calls.add("{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u" + random.nextInt(50) + "\"}");
            }
        }
        return new Batch("{\"batch\":[" + String.join(",", calls) + "]}", calls.size(), suppressed);
    }

    /** As a client does: a 503 is sent again, and only what is answered with 2xx is in the ledger. */
    private void untilTaken(Ledger ledger, Batch batch) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            var answer = send(to("/v1/batch")
                    .header("X-Write-Key", ledger.key)
                    .POST(HttpRequest.BodyPublishers.ofString(batch.body())));
            if (answer.statusCode() == 200) {
                ledger.received.add(batch.calls());
                ledger.refused.add(json(answer).path("rejected").size());
                ledger.suppressed.add(batch.suppressed());
                return;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            ledger.sentAgain.increment();
        }
        throw new AssertionError("the house stayed full");
    }

    private void fillTheHouseNowAndThen(List<Ledger> ledgers) {
        for (int time = 1; time <= 5; time++) {
            long again = sentAgain(ledgers);
            var held = new ArrayList<InFlightBytes.Lease>();
            try {
                await().atMost(SOON).until(() -> {
                    fill(held);
                    return sentAgain(ledgers) > again;
                });
            } finally {
                held.forEach(InFlightBytes.Lease::close);
            }
        }
    }

    /** By many senders, because one has no more than its share; what clients give back is taken as well. */
    private void fill(List<InFlightBytes.Lease> held) {
        int all = Math.toIntExact(properties.door().inFlight().toBytes());
        for (int left = room(all); left > 0; left = room(all)) {
            var lease = inFlight.lease("filler-" + held.size());
            held.add(lease);
            if (!lease.take(Math.min(left, all / 8))) {
                return;
            }
        }
    }

    private int room(int all) {
        return all - (int) inFlight.taken() - ROOM;
    }
}
