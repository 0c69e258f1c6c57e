package io.tributary.local.prove.segments;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a new reader of {@code cdp.memberships.v1} knows of one tenant once it has read it from its beginning. */
record LastRecords(String bootstrap, String tenant) {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long READ_WITHIN_NANOS = Duration.ofMinutes(2).toNanos();

    /** The profile ids of those who are in, by segment. */
    SortedMap<String, Set<String>> members() {
        var members = new TreeMap<String, Set<String>>();
        for (var value : newest().values()) {
            var membership = parsed(value);
            if (membership.getMember()) {
                members.computeIfAbsent(membership.getSegmentKey(), it -> new HashSet<>())
                        .add(membership.getProfileId());
            }
        }
        return members;
    }

    private static Membership parsed(byte[] value) {
        try {
            return Membership.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a membership record cannot be read", e);
        }
    }

    private Map<String, byte[]> newest() {
        var newest = new HashMap<String, byte[]>();
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.MEMBERSHIPS.wireName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + READ_WITHIN_NANOS;
            while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("the memberships cannot be read to their end");
                }
                consumer.poll(POLL).forEach(it -> {
                    if (it.key().startsWith(tenant + "/")) {
                        keep(newest, it.key(), it.value());
                    }
                });
            }
        }
        return newest;
    }

    private static void keep(Map<String, byte[]> newest, String key, byte @org.jspecify.annotations.Nullable [] value) {
        if (value == null) {
            newest.remove(key);
        } else {
            newest.put(key, value);
        }
    }
}
