package io.tributary.activation;

import io.tributary.contracts.topic.Topic;
import io.tributary.embedded.SharedBackends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What stands in a topic now, past the service. */
final class WrittenTopic {

    private WrittenTopic() {}

    /** Every value under a key, oldest first; null for a tombstone. */
    static List<byte @Nullable []> read(Topic topic, String key) {
        var found = new ArrayList<byte @Nullable []>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", SharedBackends.kafkaBootstrap()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var all = IntStream.range(0, RunningService.PARTITIONS)
                    .mapToObj(it -> new TopicPartition(topic.wireName(), it))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(it -> {
                    if (it.key().equals(key)) {
                        found.add(it.value());
                    }
                });
            }
        }
        return found;
    }
}
