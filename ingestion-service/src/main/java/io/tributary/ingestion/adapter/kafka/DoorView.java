package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.fault.FaultName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the compacted topics that the door needs, all partitions from their beginning, for as long as the service runs.
 * Belongs to no group: every instance reads everything. Is ready when it has read what was there when it began.
 */
public final class DoorView implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DoorView.class);
    private static final List<Topic> TOPICS =
            List.of(Topic.TENANTS, Topic.SOURCES, Topic.SUPPRESSIONS, Topic.TRACKING_PLANS);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte @Nullable []>> consumers;
    private final DoorRecords records;
    private final Runnable onUnreadable;
    private final AtomicBoolean running = new AtomicBoolean();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte @Nullable []> current;
    private volatile @Nullable Thread thread;

    /** @param onUnreadable called for each record that makes no sense, to count it */
    public DoorView(
            Supplier<Consumer<String, byte @Nullable []>> consumers, DoorRecords records, Runnable onUnreadable) {
        this.consumers = consumers;
        this.records = records;
        this.onUnreadable = onUnreadable;
    }

    /** Whether everything that was there at the start has been read. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            thread = Thread.ofPlatform().name("door-view").daemon().start(this::readUntilStopped);
            awaitFirstReading();
        }
    }

    @Override
    public void stop() {
        running.set(false);
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        var reader = thread;
        if (reader != null) {
            try {
                reader.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The door opens behind its lists; when they take too long it opens all the same and readiness tells. */
    private void awaitFirstReading() {
        try {
            if (!caughtUp.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the compacted topics are not read to their end after {} s", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public int getPhase() {
        return KafkaPhases.VIEWS;
    }

    /** A fault of the client starts over with a new one: states are whole, so reading them again does no harm. */
    private void readUntilStopped() {
        while (running.get()) {
            try (var consumer = consumers.get()) {
                current = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("stopping");
            } catch (KafkaException e) {
                LOG.warn("the compacted topics cannot be read, starting over: {}", FaultName.of(e));
            }
        }
    }

    private void read(Consumer<String, byte @Nullable []> consumer) {
        var partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.wireName()).stream())
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (running.get()) {
            apply(consumer.poll(POLL));
            if (!isCaughtUp() && hasReached(consumer, ends)) {
                caughtUp.countDown();
            }
        }
    }

    private void apply(ConsumerRecords<String, byte @Nullable []> batch) {
        for (var record : batch) {
            if (!records.apply(record)) {
                onUnreadable.run();
                LOG.warn(
                        "passed over an unreadable record: {}-{}@{}",
                        record.topic(),
                        record.partition(),
                        record.offset());
            }
        }
    }

    private static boolean hasReached(Consumer<String, byte @Nullable []> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }
}
