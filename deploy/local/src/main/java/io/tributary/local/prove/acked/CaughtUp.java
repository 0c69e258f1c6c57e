package io.tributary.local.prove.acked;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until what the log holds at one moment has gone its whole way: resolved, segmented, indexed. New events may come
 * meanwhile; they are not waited for.
 */
final class CaughtUp implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;
    private static final long LOOK_EVERY_MILLIS = 200;

    /** One reader on the way: its topic and the name of its group. */
    private record Stage(String topic, Predicate<String> group) {}

    private static final List<Stage> WAY = List.of(
            new Stage("cdp.events.v1", "cdp-identity"::equals),
            new Stage("cdp.resolved-events.v1", "cdp-segment"::equals),
            new Stage("cdp.resolved-events.v1", it -> it.startsWith("cdp-segment-events-")));

    private final Admin admin;

    CaughtUp(String bootstrap) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Returns false when it takes longer. A broker that does not answer is waited for. */
    boolean await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (var stage : WAY) {
            Map<TopicPartition, Long> mark = Map.of();
            while (mark.isEmpty() || !hasPassed(stage, mark)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                if (mark.isEmpty()) {
                    mark = ends(stage.topic());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        }
        return true;
    }

    /** Where the topic ends now; empty while nobody knows. */
    private Map<TopicPartition, Long> ends(String topic) throws InterruptedException {
        try {
            var topics = admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            var asked = topics.values().stream()
                    .flatMap(it -> it.partitions().stream())
                    .collect(Collectors.toMap(
                            it -> new TopicPartition(topic, it.partition()), it -> OffsetSpec.latest()));
            var ends = new HashMap<TopicPartition, Long>();
            admin.listOffsets(asked)
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            return Map.of();
        }
    }

    private boolean hasPassed(Stage stage, Map<TopicPartition, Long> mark) throws InterruptedException {
        try {
            var groups = admin.listGroups().all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
                    .map(GroupListing::groupId)
                    .filter(stage.group())
                    .toList();
            boolean passed = !groups.isEmpty();
            for (var group : groups) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                passed &= mark.entrySet().stream().allMatch(it -> {
                    var at = committed.get(it.getKey());
                    return it.getValue() == 0 || (at != null && at.offset() >= it.getValue());
                });
            }
            return passed;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
