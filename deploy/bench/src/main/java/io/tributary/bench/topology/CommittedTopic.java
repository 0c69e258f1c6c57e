package io.tributary.bench.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic as far as it is committed. */
final class CommittedTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    CommittedTopic(String bootstrap, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** The sum of all ends. */
    long end() {
        return ends().values().stream().mapToLong(it -> it).sum();
    }

    /** What is made of the newest value of each key that begins so; keys whose newest value is none are left out. */
    <T> Map<String, T> newest(String keyStart, Function<byte[], T> make) {
        var ends = ends();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var newest = new HashMap<String, T>();
        while (!partitions.stream().allMatch(it -> consumer.position(it) >= ends.getOrDefault(it, 0L))) {
            for (var record : consumer.poll(POLL)) {
                if (!record.key().startsWith(keyStart)) {
                    continue;
                }
                if (record.value() == null) {
                    newest.remove(record.key());
                } else {
                    newest.put(record.key(), make.apply(record.value()));
                }
            }
        }
        return newest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
