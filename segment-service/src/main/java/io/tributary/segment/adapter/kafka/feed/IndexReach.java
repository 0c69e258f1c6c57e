package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the event index is in the resolved events, whichever instance feeds it. */
final class IndexReach implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final int partitions;
    private @Nullable Admin admin;

    IndexReach(KafkaClients clients, int partitions) {
        this.clients = clients;
        this.partitions = partitions;
    }

    /** Where each partition ends now. Fails with {@link BrokerUnavailable}. */
    Map<TopicPartition, Long> ends() {
        var asked = IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(Topic.RESOLVED_EVENTS.wireName(), it))
                .collect(Collectors.toMap(Function.identity(), it -> OffsetSpec.latest()));
        var answer = await(asking().listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    /** Whether that feed has written everything before these ends. */
    boolean hasPassed(Map<TopicPartition, Long> ends, String group) {
        var committed = await(asking().listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage());
        return ends.entrySet().stream().allMatch(end -> {
            var position = committed.get(end.getKey());
            return end.getValue() == 0 || (position != null && position.offset() >= end.getValue());
        });
    }

    @Override
    public void close() {
        var made = admin;
        if (made != null) {
            made.close(PATIENCE);
        }
    }

    private Admin asking() {
        var made = admin;
        if (made == null) {
            made = clients.admin();
            admin = made;
        }
        return made;
    }

    private static <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailable("the reach of the event index cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while reading the reach of the event index", e);
        }
    }
}
