package io.tributary.local.prove.lanes;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import io.tributary.contracts.v1.ResolvedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sees live events come out of identity and of segment, as any consumer of those topics would, and notes when. Reads past
 * everything else by its key.
 */
final class Sightings implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final String bootstrap;
    private final String prefix;
    private final IntFunction<Ping> pings;
    private final Map<String, Ping> byProfile = new ConcurrentHashMap<>();
    private final Map<String, Long> earlyMembers = new ConcurrentHashMap<>();
    private final Thread resolved;
    private final Thread memberships;
    private final CountDownLatch watching = new CountDownLatch(2);
    private volatile boolean stopping;

    /** @param segment the key of the segment that live people enter */
    Sightings(String bootstrap, String prefix, String segment, IntFunction<Ping> pings) {
        this.bootstrap = bootstrap;
        this.prefix = prefix;
        this.pings = pings;
        byte[] live = ("/" + prefix).getBytes(StandardCharsets.UTF_8);
        byte[] member = ("/" + segment).getBytes(StandardCharsets.UTF_8);
        this.resolved = Thread.ofPlatform()
                .name("sees-resolved")
                .unstarted(() -> read(Topic.RESOLVED_EVENTS, live, this::resolved));
        this.memberships =
                Thread.ofPlatform().name("sees-members").unstarted(() -> read(Topic.MEMBERSHIPS, member, this::member));
    }

    /** Returns when nothing that is written from now on can be missed. */
    void start() throws InterruptedException {
        resolved.start();
        memberships.start();
        if (!watching.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the topics cannot be read");
        }
    }

    private interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record, long now) throws InvalidProtocolBufferException;
    }

    private void read(Topic topic, byte[] inKey, Reader reader) {
        var settings = Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.wireName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            watching.countDown();
            while (!stopping) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() != null && contains(record.key(), inKey)) {
                        reader.read(record, System.nanoTime());
                    }
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a record of " + topic.wireName() + " cannot be read", e);
        }
    }

    private void resolved(ConsumerRecord<byte[], byte[]> record, long now) throws InvalidProtocolBufferException {
        var event = ResolvedEvent.parseFrom(record.value());
        var ping = pings.apply(Integer.parseInt(event.getEvent().getMessageId().substring(prefix.length())));
        if (ping.resolved == 0) {
            ping.resolved = now;
            byProfile.put(event.getProfileId(), ping);
            var early = earlyMembers.remove(event.getProfileId());
            if (early != null) {
                ping.segmented = early;
            }
        }
    }

    private void member(ConsumerRecord<byte[], byte[]> record, long now) throws InvalidProtocolBufferException {
        var membership = Membership.parseFrom(record.value());
        var ping = byProfile.get(membership.getProfileId());
        if (!membership.getMember()) {
            return;
        }
        if (ping == null) {
            // Seen before its event was: two topics, two threads.
            earlyMembers.put(membership.getProfileId(), now);
            var late = byProfile.get(membership.getProfileId());
            if (late != null && late.segmented == 0) {
                late.segmented = now;
            }
        } else if (ping.segmented == 0) {
            ping.segmented = now;
        }
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int from = 0; from <= text.length - part.length; from++) {
            if (java.util.Arrays.equals(text, from, from + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** The threads end at their next look. */
    @Override
    public void close() {
        stopping = true;
    }
}
