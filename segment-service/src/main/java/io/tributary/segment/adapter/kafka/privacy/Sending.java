package io.tributary.segment.adapter.kafka.privacy;

import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.segment.adapter.kafka.feed.KafkaClients;
import io.tributary.segment.store.BrokerUnavailable;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends one record and waits until it is stored. Nothing connects before the first; safe for use by many threads. */
public final class Sending implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private @Nullable Producer<String, byte[]> producer;

    public Sending(KafkaClients clients) {
        this.clients = clients;
    }

    /** Where it was stored. Fails with {@link BrokerUnavailable}. */
    public RecordMetadata send(Topic topic, RecordKey key, byte[] value) {
        try {
            return producing()
                    .send(new ProducerRecord<>(topic.wireName(), key.text(), value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new BrokerUnavailable("the broker did not take a record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("stopped while sending a record", e);
        }
    }

    private synchronized Producer<String, byte[]> producing() {
        var made = producer;
        if (made == null) {
            made = clients.producer();
            producer = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        var made = producer;
        if (made != null) {
            made.close(PATIENCE);
        }
    }
}
