package io.tributary.identity.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How many records of a topic wait for the slowest of those who read it, whoever they are: found by their offsets, so that
 * nobody has to be named. A group without members counts on for a while, because it may only be restarting and everything
 * that is written meanwhile stands before what comes then; after that it waits for nobody. Whoever looks for the first time
 * cannot know when a group's members left, and counts from then. For one thread at a time.
 */
final class ReadersLag {

    private static final Duration WHO_READS = Duration.ofSeconds(5);
    private static final Set<GroupState> READING =
            Set.of(GroupState.STABLE, GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);
    private static final Set<GroupState> READING_OR_AWAY = Set.of(
            GroupState.STABLE, GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE, GroupState.EMPTY);

    private final String topic;
    private final Duration absence;
    private final InstantSource realClock;
    /** When each group that reads the topic was last seen with members. */
    private final Map<String, Instant> readers = new HashMap<>();

    private Instant askedAt = Instant.MIN;
    private volatile long last;

    /** @param absence how long a group counts that has no members */
    ReadersLag(Topic topic, Duration absence, InstantSource realClock) {
        this.topic = topic.wireName();
        this.absence = absence;
        this.realClock = realClock;
    }

    /** What the last look saw. */
    long last() {
        return last;
    }

    long look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        var now = realClock.instant();
        boolean first = askedAt.equals(Instant.MIN);
        if (first || !now.isBefore(askedAt.plus(WHO_READS))) {
            var active = groups(admin, first ? READING_OR_AWAY : READING);
            offsets(admin, active).keySet().forEach(it -> readers.put(it, now));
            readers.values().removeIf(seen -> seen.plus(absence).isBefore(now));
            askedAt = now;
        }
        last = slowest(admin, offsets(admin, readers.keySet()));
        return last;
    }

    private static Set<String> groups(Admin admin, Set<GroupState> states)
            throws ExecutionException, InterruptedException, TimeoutException {
        var options = new ListGroupsOptions().inGroupStates(states);
        return AdminAnswers.of(admin.listGroups(options).all()).stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
    }

    /** By group; those that have none in this topic do not read it. */
    private Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets(Admin admin, Set<String> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (asked.isEmpty()) {
            return Map.of();
        }
        var specs =
                asked.stream().collect(Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
        var answer = admin.listConsumerGroupOffsets(specs);
        var found = new HashMap<String, Map<TopicPartition, OffsetAndMetadata>>();
        for (var group : asked) {
            var here = new HashMap<TopicPartition, OffsetAndMetadata>();
            offsets(answer, group).forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(topic)) {
                    here.put(partition, offset);
                }
            });
            if (!here.isEmpty()) {
                found.put(group, here);
            }
        }
        return found;
    }

    /** None of a group that was deleted. */
    private static Map<TopicPartition, OffsetAndMetadata> offsets(ListConsumerGroupOffsetsResult answer, String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            return AdminAnswers.of(answer.partitionsToOffsetAndMetadata(group));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private static long slowest(Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws ExecutionException, InterruptedException, TimeoutException {
        if (offsets.isEmpty()) {
            return 0;
        }
        var partitions =
                offsets.values().stream().flatMap(it -> it.keySet().stream()).distinct();
        var ends = AdminAnswers.of(
                admin.listOffsets(partitions.collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                        .all());
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
