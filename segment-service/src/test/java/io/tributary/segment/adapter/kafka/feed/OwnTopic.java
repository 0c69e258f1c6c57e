package io.tributary.segment.adapter.kafka.feed;

import io.tributary.embedded.ServerKind;
import io.tributary.embedded.SharedBackends;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of a test's own on the shared broker. */
final class OwnTopic implements AutoCloseable {

    final String name = "own-" + UUID.randomUUID();
    final KafkaClients clients;
    private final Admin admin;

    OwnTopic(int partitions) throws ExecutionException, InterruptedException {
        SharedBackends.get(ServerKind.KAFKA);
        clients = new KafkaClients(SharedBackends.kafkaBootstrap());
        admin = clients.admin();
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
    }

    TopicPartition partition(int partition) {
        return new TopicPartition(name, partition);
    }

    void send(int partition, String... values) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", SharedBackends.kafkaBootstrap()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<>(name, partition, value, new byte[] {1}))
                        .get();
            }
        }
    }

    /** What retention does once everything is old. */
    void expire(int partition) throws ExecutionException, InterruptedException {
        admin.deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();
    }

    void commit(String group, int partition, long offset) throws ExecutionException, InterruptedException {
        admin.alterConsumerGroupOffsets(group, Map.of(partition(partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /** The group's position, 0 while there is none. */
    long committed(String group, int partition) throws ExecutionException, InterruptedException {
        var position = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition(partition));
        return position == null ? 0 : position.offset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
