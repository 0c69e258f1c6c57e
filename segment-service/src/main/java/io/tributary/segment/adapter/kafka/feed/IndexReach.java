package io.tributary.segment.adapter.kafka.feed;

import io.tributary.contracts.topic.Topic;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.Collection;
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

/** How far an index is in the topic that feeds it, whichever instance does; the event index unless another is named. */
public final class IndexReach implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final String topic;
    private final int partitions;
    private @Nullable Admin admin;

    IndexReach(KafkaClients clients, int partitions) {
        this(clients, Topic.RESOLVED_EVENTS.wireName(), partitions);
    }

    public IndexReach(KafkaClients clients, String topic, int partitions) {
        this.clients = clients;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** Where each partition ends now. Fails with {@link BrokerUnavailable}. */
    public Map<TopicPartition, Long> ends() {
        return offsets(
                IntStream.range(0, partitions)
                        .mapToObj(it -> new TopicPartition(topic, it))
                        .toList(),
                OffsetSpec.latest());
    }

    /**
     * Whether that feed has written everything before these ends. A feed never commits a partition that gave it nothing, so
     * what has expired before it was read counts as passed: nobody will ever read it.
     */
    public boolean hasPassed(Map<TopicPartition, Long> ends, String group) {
        var committed = await(asking().listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage());
        var open = ends.entrySet().stream()
                .filter(end -> {
                    var position = committed.get(end.getKey());
                    return position == null || position.offset() < end.getValue();
                })
                .map(Map.Entry::getKey)
                .toList();
        if (open.isEmpty()) {
            return true;
        }
        var begins = offsets(open, OffsetSpec.earliest());
        return open.stream().allMatch(it -> begins.getOrDefault(it, 0L) >= ends.getOrDefault(it, 0L));
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec spec) {
        var asked = of.stream().collect(Collectors.toMap(Function.identity(), it -> spec));
        var answer = await(asking().listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .toCompletionStage());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
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
