package io.tributary.identity.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a group lets a record of a topic wait for longer than it should, whatever its pace: in some partition it has not
 * committed the first of those that are younger than that. Records carry the time at which they were written.
 */
final class LongWait {

    private final List<TopicPartition> partitions;
    private final String group;
    private final Duration patience;
    private final InstantSource realClock;

    LongWait(Topic topic, int partitions, String group, Duration patience, InstantSource realClock) {
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(topic.wireName(), it))
                .toList();
        this.group = group;
        this.patience = patience;
        this.realClock = realClock;
    }

    /** A group that has committed nothing in a partition does not read it. */
    boolean look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        long since = realClock.instant().minus(patience).toEpochMilli();
        var committed = committed(admin);
        if (committed.isEmpty()) {
            return false;
        }
        // Asked before the ends: what comes in between makes nobody late.
        var young = offsets(admin, committed.keySet(), OffsetSpec.forTimestamp(since));
        var ends = offsets(admin, committed.keySet(), OffsetSpec.latest());
        return committed.entrySet().stream().anyMatch(it -> {
            long first = young.getOrDefault(it.getKey(), -1L);
            // None is as young: then all that are there are older.
            long due = first < 0 ? ends.getOrDefault(it.getKey(), 0L) : first;
            return it.getValue() < due;
        });
    }

    private Map<TopicPartition, Long> committed(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        var all = AdminAnswers.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var read = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var offset = all.get(partition);
            if (offset != null) {
                read.put(partition, offset.offset());
            }
        }
        return read;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> of, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var asked = of.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        return AdminAnswers.of(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }
}
