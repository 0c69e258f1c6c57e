package io.tributary.bench.suite;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.MembershipCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Notes when the committed entry into the segment of the probe was first seen, as any consumer would, by the message that caused it. */
final class MembershipWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STOP_MILLIS = 10_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
    private final Thread reader =
            Thread.ofPlatform().name("memberships").daemon().unstarted(this::read);

    /** Reads from the end of the topic on. */
    MembershipWatch(String bootstrap) {
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
        var partitions = consumer.partitionsFor(Topic.MEMBERSHIPS.wireName()).stream()
                .map(it -> new org.apache.kafka.common.TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader.start();
    }

    /** When it was seen, on the clock of {@link System#nanoTime}, by message id. */
    Map<String, Long> seenNanos() {
        return Map.copyOf(seenNanos);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    note(record.value(), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            // The end.
        }
    }

    private void note(byte @org.jspecify.annotations.Nullable [] value, long now) {
        try {
            var membership = value == null ? Membership.getDefaultInstance() : Membership.parseFrom(value);
            if (membership.getMember()
                    && membership.getSegmentKey().equals(Segments.PROBE)
                    && membership.getCause() == MembershipCause.EVENT) {
                seenNanos.putIfAbsent(membership.getCauseId(), now);
            }
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
