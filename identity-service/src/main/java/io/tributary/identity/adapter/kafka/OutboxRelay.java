package io.tributary.identity.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.Heartbeat;
import io.tributary.identity.change.Outbox;
import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.StoreUnavailable;
import io.tributary.identity.intake.BrokerUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is committed in the outbox, oldest first, and says in every partition of the contacts until when they are
 * complete: now, or the time of the oldest record that still waits. Nobody downstream trusts contacts longer than that.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int RECORDS_A_TURN = 2_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final KafkaSender sender;
    private final Clock realClock;
    private final int contactPartitions;
    private final Counter relayed;
    private final AtomicLong pending = new AtomicLong();
    private final Semaphore work = new Semaphore(0);
    private long lastHeartbeat = Long.MIN_VALUE;
    private boolean failing;
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;

    public OutboxRelay(
            Outbox outbox, KafkaSender sender, Clock realClock, int contactPartitions, MeterRegistry metrics) {
        this.outbox = outbox;
        this.sender = sender;
        this.realClock = realClock;
        this.contactPartitions = contactPartitions;
        this.relayed = metrics.counter("cdp.outbox.relayed");
        metrics.gauge("cdp.outbox.pending", pending);
    }

    public void start() {
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    /** There is something to send; returns at once. */
    public void wake() {
        work.release();
    }

    private void run() {
        while (!stopped) {
            try {
                // Without a call the table is looked at all the same: another instance may have died after its commit.
                work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                drain();
                failing = false;
            } catch (StoreUnavailable | BrokerUnavailable e) {
                if (!failing) {
                    LOG.warn("the outbox waits: {}", e.getMessage());
                }
                failing = true;
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the outbox relay stumbled and goes on", e);
            }
        }
    }

    private void drain() {
        Outbox.Turn turn;
        do {
            turn = outbox.relay(RECORDS_A_TURN, this::send);
            if (turn.mine()) {
                relayed.increment(turn.sent());
                beat(turn);
            }
            // A count is a scan, so it is taken when a turn was full, and else it is what the turn left: nothing.
            pending.set(turn.oldestPending().isPresent() || !turn.mine() ? outbox.pending() : 0);
        } while (turn.mine() && turn.sent() == RECORDS_A_TURN && !stopped);
    }

    private void send(List<OutgoingRecord> records) {
        sender.sendAll(records.stream()
                .map(it -> new ProducerRecord<>(it.topic(), it.key(), it.value()))
                .toList());
    }

    private void beat(Outbox.Turn turn) {
        long now = realClock.millis();
        if (now - HEARTBEAT.toMillis() < lastHeartbeat) {
            return;
        }
        var heartbeat = ContactRecord.newBuilder()
                .setHeartbeat(Heartbeat.newBuilder().setAt(turn.oldestPending().orElse(now)))
                .build()
                .toByteArray();
        sender.sendAll(IntStream.range(0, contactPartitions)
                .mapToObj(it -> new ProducerRecord<>(
                        Topic.CONTACTS.wireName(),
                        it,
                        new RecordKey(RecordKey.PLATFORM, "heartbeat/" + it).text(),
                        heartbeat))
                .toList());
        lastHeartbeat = now;
    }

    @Override
    public void close() {
        stopped = true;
        wake();
        var running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(10));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
