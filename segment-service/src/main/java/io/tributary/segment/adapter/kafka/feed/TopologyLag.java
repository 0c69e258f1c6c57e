package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that the topology has not committed yet, in the topics that others write. Its own topics are left
 * out: transaction markers take offsets there, and what is in flight shows in {@code resolved - applied - duplicate -
 * dropped}.
 */
public final class TopologyLag {

    private static final List<Topic> READ =
            List.of(Topic.RESOLVED_EVENTS, Topic.IDENTITY_CHANGES, Topic.CONTACTS, Topic.REACHABILITY);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String group;
    private final List<TopicPartition> partitions;

    public TopologyLag(KafkaClients clients, String group, int partitionsPerTopic) {
        this.admin = clients.admin();
        this.group = group;
        this.partitions = READ.stream()
                .flatMap(topic -> IntStream.range(0, partitionsPerTopic)
                        .mapToObj(number -> new TopicPartition(topic.wireName(), number)))
                .toList();
    }

    /** By topic. Fails with {@link BrokerUnavailable}. */
    public Map<String, Long> read() throws InterruptedException {
        try {
            var committed = await(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .toCompletionStage());
            var begins = offsets(OffsetSpec.earliest());
            var ends = offsets(OffsetSpec.latest());
            return partitions.stream()
                    .collect(Collectors.groupingBy(
                            TopicPartition::topic,
                            Collectors.summingLong(it ->
                                    lag(committed.get(it), begins.getOrDefault(it, 0L), ends.getOrDefault(it, 0L)))));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailable("the topology's lag cannot be read", e);
        }
    }

    public void close() {
        admin.close(PATIENCE);
    }

    private static long lag(@Nullable OffsetAndMetadata committed, long begin, long end) {
        return Math.max(0, end - (committed == null ? begin : Math.max(begin, committed.offset())));
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), it -> spec));
        var answer = await(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static <T> T await(CompletionStage<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
