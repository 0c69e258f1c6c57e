package io.tributary.identity.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of a topic wait for the slowest of those who read it now, whoever they are: found by their offsets, so
 * that nobody has to be named. A group without members waits for nobody and does not count. For one thread at a time.
 */
final class ReadersLag {

    private static final Duration WHO_READS = Duration.ofSeconds(5);
    private static final Set<GroupState> READING =
            Set.of(GroupState.STABLE, GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);

    private final String topic;
    private Set<String> groups = Set.of();
    private long askedAt = System.nanoTime() - WHO_READS.toNanos();
    private volatile long last;

    ReadersLag(Topic topic) {
        this.topic = topic.wireName();
    }

    /** What the last look saw. */
    long last() {
        return last;
    }

    long look(Admin admin) throws ExecutionException, InterruptedException {
        var offsets = offsets(admin, groups);
        if (System.nanoTime() - askedAt >= WHO_READS.toNanos()) {
            offsets = offsets(admin, active(admin));
            groups = new HashSet<>(offsets.keySet());
            askedAt = System.nanoTime();
        }
        last = slowest(admin, offsets);
        return last;
    }

    private static Set<String> active(Admin admin) throws ExecutionException, InterruptedException {
        var options = new ListGroupsOptions().inGroupStates(READING);
        return admin.listGroups(options).all().get().stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
    }

    /** By group; those that have none in this topic do not read it. */
    private Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets(Admin admin, Set<String> asked)
            throws ExecutionException, InterruptedException {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var specs =
                asked.stream().collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        var found = new HashMap<String, Map<TopicPartition, OffsetAndMetadata>>();
        admin.listConsumerGroupOffsets(specs).all().get().forEach((group, offsets) -> {
            var here = new HashMap<TopicPartition, OffsetAndMetadata>();
            offsets.forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(topic)) {
                    here.put(partition, offset);
                }
            });
            if (!here.isEmpty()) {
                found.put(group, here);
            }
        });
        return found;
    }

    private static long slowest(Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws ExecutionException, InterruptedException {
        if (offsets.isEmpty()) {
            return 0;
        }
        var partitions =
                offsets.values().stream().flatMap(it -> it.keySet().stream()).distinct();
        var ends = admin.listOffsets(
                        partitions.collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                .all()
                .get();
        return offsets.values().stream()
                .mapToLong(group -> group.entrySet().stream()
                        .mapToLong(it -> {
                            var end = ends.get(it.getKey());
                            return end == null
                                    ? 0
                                    : Math.max(0, end.offset() - it.getValue().offset());
                        })
                        .sum())
                .max()
                .orElse(0);
    }
}
