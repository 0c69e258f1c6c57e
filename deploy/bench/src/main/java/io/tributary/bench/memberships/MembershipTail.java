package io.tributary.bench.memberships;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Hands on each committed membership from now on, as any consumer would see it, on a thread of its own. */
public final class MembershipTail implements AutoCloseable {

    /** Takes a membership when it is first seen; called by one thread. */
    @FunctionalInterface
    public interface Sink {
        /** The membership and when it was seen, on the clock of {@link System#nanoTime}. */
        void seen(Membership membership, long seenNanos);
    }

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STOP_MILLIS = 10_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Sink sink;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Thread reader =
            Thread.ofPlatform().name("memberships").daemon().unstarted(this::read);

    /** Reads from the end of the topic on. */
    public MembershipTail(String bootstrap, Sink sink) {
        this.sink = sink;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        50),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(Topic.MEMBERSHIPS.wireName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        notePositions();
        reader.start();
    }

    /** Whether everything was handed on that lies before these offsets. */
    public boolean hasPassed(Map<TopicPartition, Long> ends) {
        return partitions.stream().allMatch(it -> positions.getOrDefault(it, 0L) >= ends.getOrDefault(it, 0L));
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    hand(record.value(), System.nanoTime());
                }
                notePositions();
            }
        } catch (WakeupException e) {
            // The end.
        }
    }

    private void notePositions() {
        partitions.forEach(it -> positions.put(it, consumer.position(it)));
    }

    private void hand(byte @Nullable [] value, long now) {
        if (value == null) {
            return;
        }
        try {
            sink.seen(Membership.parseFrom(value), now);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a membership record cannot be read", e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
