package io.tributary.identity.adapter.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.intake.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records aside that cannot go on, with their bytes and a count, so that a partition never stands still for one. */
final class Aside {

    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;

    Aside(DeadLetters deadLetters, MeterRegistry metrics) {
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    void putAside(ConsumerRecord<String, byte[]> record, String tenant, DeadLetters.Reason reason) {
        var place = new DeadLetters.Place(record.topic(), record.partition(), record.offset(), tenant);
        deadLetters.keep(place, reason, record.value() == null ? new byte[0] : record.value());
        metrics.counter("cdp.events.dead.lettered", "reason", reason.name()).increment();
        LOG.warn("put {}-{}@{} aside: {}", record.topic(), record.partition(), record.offset(), reason);
    }
}
