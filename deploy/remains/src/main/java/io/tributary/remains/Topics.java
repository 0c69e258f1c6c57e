package io.tributary.remains;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads every topic, internal ones included, from its first record to the end that it has when the reading begins: keys,
 * values and headers. Uncommitted records too, because their bytes can be read as well.
 */
final class Topics {

    private static final String STORE = "kafka";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrap;
    private final Report report;

    Topics(String bootstrap, Report report) {
        this.bootstrap = bootstrap;
        this.report = report;
    }

    void search() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_uncommitted",
                "exclude.internal.topics",
                false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : names()) {
                read(consumer, topic);
            }
        } catch (KafkaException e) {
            throw new CannotSearch("Kafka at " + bootstrap + " cannot be read: " + e, e);
        }
    }

    private List<String> names() {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrap))) {
            return admin
                    .listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .stream()
                    .sorted()
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new CannotSearch("Kafka at " + bootstrap + " does not say its topics: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotSearch("interrupted", e);
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var pass = report.pass();
        var partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        long last = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
            var records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new CannotSearch("The topic " + topic + " is not read to its end.");
            }
            records.forEach(it -> feed(pass, it));
        }
        report.close(STORE, topic, pass);
    }

    private static void feed(Scanner.Pass pass, ConsumerRecord<byte[], byte[]> record) {
        feed(pass, record.key());
        feed(pass, record.value());
        for (var header : record.headers()) {
            pass.separate();
            pass.feed(header.key().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            feed(pass, header.value());
        }
    }

    private static void feed(Scanner.Pass pass, byte @org.jspecify.annotations.Nullable [] bytes) {
        pass.separate();
        if (bytes != null) {
            pass.feed(bytes);
        }
    }
}
