package io.tributary.ingestion.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.fault.FaultName;
import io.tributary.ingestion.fault.StoreUnavailable;
import io.tributary.ingestion.person.DoStage;
import io.tributary.ingestion.person.NotYet;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

/**
 * Answers privacy requests: a receipt is acknowledged before the request counts as read, so a crash at any point only does a
 * stage again. What fails is tried again by the container, and when that was in vain {@link #giveUp} says so.
 */
public final class PersonRequests implements MessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(PersonRequests.class);

    private final DoStage doStage;
    private final RequestRecords records;
    private final Producer<String, byte[]> producer;
    private final Duration writeTimeout;
    private final Outcomes outcomes;

    /**
     * Who counts.
     *
     * @param answered takes the stage and whether it was done or failed
     * @param unreadable is called for each record that makes no sense
     */
    public record Outcomes(BiConsumer<String, String> answered, Runnable unreadable) {}

    public PersonRequests(
            DoStage doStage,
            RequestRecords records,
            Producer<String, byte[]> producer,
            Duration writeTimeout,
            Outcomes outcomes) {
        this.doStage = doStage;
        this.records = records;
        this.producer = producer;
        this.writeTimeout = writeTimeout;
        this.outcomes = outcomes;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        var wire = wire(record);
        if (wire.isEmpty()) {
            outcomes.unreadable().run();
            LOG.warn(
                    "passed over an unreadable request: {}-{}@{}", record.topic(), record.partition(), record.offset());
            return;
        }
        var asked = wire.get();
        var request = records.read(asked, Instant.ofEpochMilli(record.timestamp()));
        var answer = doStage.answer(request, (number, content) -> send(records.piece(asked, number, content)));
        send(records.answered(asked, answer));
        outcomes.answered().accept(asked.getStage(), "done");
    }

    /** Answers that the stage failed: it is asked for again. */
    public void giveUp(ConsumerRecord<?, ?> record, Exception fault) {
        wire(record).ifPresent(asked -> {
            var detail = reason(fault);
            LOG.warn("stage {} of request {} failed: {}", asked.getStage(), asked.getRequestId(), detail);
            send(records.failed(asked, detail));
            outcomes.answered().accept(asked.getStage(), "failed");
        });
    }

    /** Only our own words: the messages of libraries may hold anything. */
    private static String reason(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotYet || cause instanceof StoreUnavailable || cause instanceof BrokerUnavailable) {
                return Objects.requireNonNullElse(cause.getMessage(), "");
            }
        }
        return FaultName.of(fault);
    }

    /** Empty for what is no request, and for one whose tenant is not its key's. */
    private static Optional<DataRequest> wire(ConsumerRecord<?, ?> record) {
        try {
            if (!(record.key() instanceof String key) || !(record.value() instanceof byte[] value)) {
                return Optional.empty();
            }
            var wire = DataRequest.parseFrom(value);
            return new RecordKey(wire.getTenant(), wire.getRequestId()).text().equals(key)
                    ? Optional.of(wire)
                    : Optional.empty();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void send(ProducerRecord<String, byte[]> receipt) {
        try {
            producer.send(receipt).get(writeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException fault) {
            throw new BrokerUnavailable("the topic of receipts did not take the write", fault);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted before the receipt was written", fault);
        }
    }
}
