package io.tributary.activation.adapter.kafka;

import io.tributary.activation.fault.BrokerUnavailable;
import io.tributary.activation.suppression.Outbox;
import io.tributary.activation.suppression.Statements;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerFactory;

/** Sends what waits in the outbox and returns when the brokers have all of it (acks=all). */
public final class KafkaSender implements Outbox.Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProducerFactory<String, byte[]> producers;

    public KafkaSender(ProducerFactory<String, byte[]> producers) {
        this.producers = producers;
    }

    @Override
    public void send(List<Outbox.Waiting> waiting) {
        try (var producer = producers.createProducer()) {
            var sent = waiting.stream()
                    .map(Outbox.Waiting::statement)
                    .map(it -> producer.send(new ProducerRecord<>(it.topic(), it.key(), bytes(it.content()))))
                    .toList();
            for (Future<RecordMetadata> one : sent) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailable("the event log does not take records now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopping", e);
        }
    }

    private static byte @Nullable [] bytes(Statements.@Nullable Content content) {
        return content == null ? null : content.bytes();
    }
}
