package io.tributary.segment.adapter.kafka.feed;

import com.google.protobuf.MessageLite;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.segment.freshness.DefinitionChanges;
import io.tributary.segment.registry.Announcing;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engines what the registry decided: reads the changes that are not announced, writes them to the compacted
 * topic, and only then marks them. A crash in between announces again, which changes nothing.
 */
public final class SegmentAnnouncer implements Announcing {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentAnnouncer.class);
    private static final int CHUNK = 100;
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Segments segments;
    private final ComputedTraits traits;
    private final DefinitionChanges changes;
    private final Semaphore calls = new Semaphore(1);
    private final Thread thread = Thread.ofPlatform().name("segment-announcer").unstarted(this::run);
    private volatile boolean stopped;
    private @Nullable Producer<String, byte[]> producer;

    public SegmentAnnouncer(KafkaClients clients, Segments segments, ComputedTraits traits, DefinitionChanges changes) {
        this.clients = clients;
        this.segments = segments;
        this.traits = traits;
        this.changes = changes;
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void wake() {
        changes.decide();
        calls.release();
    }

    public void stop() throws InterruptedException {
        stopped = true;
        calls.release();
        if (thread.isAlive()) {
            thread.join(CLOSING);
        }
    }

    private void run() {
        try {
            while (!stopped) {
                if (calls.tryAcquire(AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    calls.drainPermits();
                }
                announceAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (producer != null) {
                producer.close(CLOSING);
            }
        }
    }

    private void announceAll() throws InterruptedException {
        try {
            long decided = changes.decided();
            announceTraits();
            announceSegments();
            changes.announced(decided);
        } catch (StoreUnavailable | BrokerUnavailable e) {
            LOG.warn("segments wait to be announced reason={}", e.getMessage());
        } catch (RuntimeException e) {
            // The thread's top: what is not marked is announced at the next round.
            LOG.error("segments could not be announced", e);
        }
    }

    private void announceTraits() throws InterruptedException {
        var waiting = traits.unannounced(CHUNK);
        while (!waiting.isEmpty() && !stopped) {
            for (var announcement : waiting) {
                var key = new RecordKey(
                        announcement.tenant(), announcement.trait().key());
                send(Topic.COMPUTED_TRAITS, key, RegistryRecords.of(announcement));
                traits.announced(announcement);
            }
            waiting = traits.unannounced(CHUNK);
        }
    }

    private void announceSegments() throws InterruptedException {
        var waiting = segments.unannounced(CHUNK);
        while (!waiting.isEmpty() && !stopped) {
            for (var announcement : waiting) {
                var key = new RecordKey(
                        announcement.tenant(), announcement.segment().key());
                send(Topic.SEGMENTS, key, RegistryRecords.of(announcement));
                segments.announced(announcement);
            }
            waiting = segments.unannounced(CHUNK);
        }
    }

    private void send(Topic topic, RecordKey key, MessageLite record) throws InterruptedException {
        try {
            var placed = sending()
                    .send(new ProducerRecord<>(topic.wireName(), key.text(), record.toByteArray()))
                    .get();
            changes.sent(placed.topic(), placed.partition(), placed.offset());
        } catch (ExecutionException | KafkaException e) {
            throw new BrokerUnavailable("the broker did not take a segment or a computed trait", e);
        }
    }

    private Producer<String, byte[]> sending() {
        var made = producer;
        if (made == null) {
            made = clients.producer();
            producer = made;
        }
        return made;
    }
}
