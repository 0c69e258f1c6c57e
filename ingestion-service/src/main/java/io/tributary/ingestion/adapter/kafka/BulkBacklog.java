package io.tributary.ingestion.adapter.kafka;

import io.tributary.contracts.topic.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records of the bulk lane wait for identity, by its group's offsets. */
public final class BulkBacklog {

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
        var committed = AdminAnswers.get(admin.listConsumerGroupOffsets(reader).partitionsToOffsetAndMetadata());
        var starts = AdminAnswers.offsets(admin, partitions, OffsetSpec.earliest());
        var ends = AdminAnswers.offsets(admin, partitions, OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(it -> {
                    var done = committed.get(it);
                    long from = starts.getOrDefault(it, 0L);
                    return ends.getOrDefault(it, from) - (done == null ? from : Math.max(from, done.offset()));
                })
                .sum();
    }
}
