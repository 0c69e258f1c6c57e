package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import io.tributary.ingestion.fault.BrokerUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How many records of the bulk lane wait for identity, by its group's offsets. */
public final class BulkBacklog {

    private static final int WITHIN_SECONDS = 5;

    private final Admin admin;
    private final String reader;
    private final List<TopicPartition> partitions;

    /** @param reader identity's group on the bulk lane; one that never committed has everything before it */
    public BulkBacklog(Admin admin, String reader, int partitions) {
        this.admin = admin;
        this.reader = reader;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(it -> new TopicPartition(Topic.EVENTS_BULK.wireName(), it))
                .toList();
    }

    /** Asks the broker, and waits for its answer. */
    long records() {
        var committed = get(admin.listConsumerGroupOffsets(reader).partitionsToOffsetAndMetadata());
        var starts = offsets(OffsetSpec.earliest());
        var ends = offsets(OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(it -> {
                    var done = committed.get(it);
                    long from = starts.getOrDefault(it, 0L);
                    return ends.getOrDefault(it, from) - (done == null ? from : Math.max(from, done.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        return get(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException fault) {
            throw new BrokerUnavailable("the broker did not say how much waits in the bulk lane", fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while the broker was asked", fault);
        }
    }
}
