package io.tributary.gateway.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.AuditRecord;
import io.tributary.gateway.audit.AuditEntry;
import io.tributary.gateway.audit.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Notes acts on the audit topic. Producing blocks while the broker is away, so it happens on a thread of its own behind a
 * bounded queue: entries wait there until the broker is back. One that finds the queue full is counted and logged.
 */
public final class KafkaAuditTrail implements AuditTrail, AutoCloseable {

    /** The header with the id under which a record is kept only once. */
    static final String RECORD_ID = "record-id";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAuditTrail.class);

    private static final int CLOSING_SECONDS = 5;

    private final KafkaTemplate<String, byte[]> kafka;
    private final ThreadPoolExecutor worker;
    private final Counter noted;
    private final Counter lost;

    public KafkaAuditTrail(KafkaTemplate<String, byte[]> kafka, ThreadPoolExecutor worker, MeterRegistry meters) {
        this.kafka = kafka;
        this.worker = worker;
        this.noted = meters.counter("cdp.audit.noted");
        this.lost = meters.counter("cdp.audit.lost");
    }

    @Override
    public void note(AuditEntry entry) {
        try {
            worker.execute(() -> send(entry));
        } catch (RejectedExecutionException e) {
            countLost(entry);
        }
    }

    /** Each attempt waits for the broker itself, so there is nothing to sleep for between two. */
    private void send(AuditEntry entry) {
        while (!sent(entry)) {
            if (worker.isShutdown()) {
                countLost(entry);
                return;
            }
        }
    }

    /** False when the broker was not there and the entry is still ours. */
    private boolean sent(AuditEntry entry) {
        try {
            var _ = kafka.send(record(entry)).whenComplete((_, failure) -> settle(entry, failure));
            return true;
        } catch (KafkaException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            countLost(entry);
            return true;
        }
    }

    private void settle(AuditEntry entry, @Nullable Throwable failure) {
        if (failure == null) {
            noted.increment();
        } else if (failure instanceof RetriableException || failure.getCause() instanceof RetriableException) {
            note(entry);
        } else {
            countLost(entry);
        }
    }

    /** Lets what waits leave, as long as the broker takes it within a few seconds. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.error(
                        "{} audit entries were not sent before the end",
                        worker.getQueue().size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void countLost(AuditEntry entry) {
        lost.increment();
        LOG.error(
                "audit entry lost: tenant {} actor {} action {} outcome {} trace {}",
                entry.tenant(),
                entry.actor(),
                entry.action(),
                entry.outcome(),
                entry.traceId());
    }

    private static ProducerRecord<String, byte[]> record(AuditEntry entry) {
        var record = new ProducerRecord<>(
                Topic.AUDIT.wireName(),
                new RecordKey(entry.tenant(), "").text(),
                toWire(entry).toByteArray());
        record.headers().add(RECORD_ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    static AuditRecord toWire(AuditEntry entry) {
        return AuditRecord.newBuilder()
                .setTenant(entry.tenant())
                .setAt(entry.at().toEpochMilli())
                .setActor(entry.actor())
                .setAction(entry.action())
                .setTarget(entry.target())
                .setOutcome(entry.outcome())
                .setTraceId(entry.traceId())
                .setService(entry.service())
                .build();
    }
}
