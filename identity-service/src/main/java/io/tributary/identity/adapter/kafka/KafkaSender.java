package io.tributary.identity.adapter.kafka;

import io.tributary.identity.intake.BrokerUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends records in order and returns when all brokers that must have them have them. */
public final class KafkaSender implements AutoCloseable {

    private final Producer<String, byte[]> producer;

    public KafkaSender(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Blocks; when it throws, any of the records may have been written. */
    void sendAll(List<ProducerRecord<String, byte[]>> records) {
        try {
            var acks = new ArrayList<Future<?>>(records.size());
            for (var record : records) {
                acks.add(producer.send(record));
            }
            for (var ack : acks) {
                ack.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new BrokerUnavailable("Kafka did not take a write", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while writing to Kafka", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
