package io.tributary.e2e;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.ResolvedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the topics of events hold of one tenant now, committed records only. */
final class TopicRecords {

    private final String bootstrap;
    private final String tenant;

    TopicRecords(String bootstrap, String tenant) {
        this.bootstrap = bootstrap;
        this.tenant = tenant;
    }

    List<AcceptedEvent> accepted() {
        return read(Topic.EVENTS).stream()
                .map(it -> {
                    try {
                        return AcceptedEvent.parseFrom(it);
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    List<ResolvedEvent> resolved() {
        return read(Topic.RESOLVED_EVENTS).stream()
                .map(it -> {
                    try {
                        return ResolvedEvent.parseFrom(it);
                    } catch (InvalidProtocolBufferException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private List<byte[]> read(Topic topic) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.wireName()).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var values = new ArrayList<byte[]>();
            while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (RecordKey.parse(record.key()).tenant().equals(tenant)) {
                        values.add(record.value());
                    }
                }
            }
            return values;
        }
    }
}
