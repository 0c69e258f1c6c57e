package io.tributary.activation.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.audience.Runs;
import io.tributary.activation.audience.Work;
import io.tributary.activation.delivery.Deliveries;
import io.tributary.activation.idempotency.IdempotentAnswers;
import io.tributary.activation.suppression.Outbox;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Forgets what is old, and measures what waits. */
@Component
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Deliveries deliveries;
    private final Runs runs;
    private final IdempotentAnswers answers;
    private final Work work;
    private final Outbox outbox;
    private final ActivationProperties properties;
    private final Clock realClock;
    private final AtomicLong outboxPending = new AtomicLong();
    private final AtomicLong workPending = new AtomicLong();

    Housekeeping(
            Deliveries deliveries,
            Runs runs,
            IdempotentAnswers answers,
            Work work,
            Outbox outbox,
            ActivationProperties properties,
            Clock realClock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.runs = runs;
        this.answers = answers;
        this.work = work;
        this.outbox = outbox;
        this.properties = properties;
        this.realClock = realClock;
        Gauge.builder("cdp.outbox.pending", outboxPending, AtomicLong::get).register(meters);
        Gauge.builder("cdp.rows.waiting", workPending, AtomicLong::get).register(meters);
    }

    void measure() {
        outboxPending.set(outbox.pending());
        workPending.set(work.waiting(realClock.instant()));
    }

    void forget() {
        var before = realClock.instant().minus(properties.keepDeliveries());
        int forgotten = deliveries.forgetBefore(before) + runs.forgetBefore(before) + answers.forgetOld();
        if (forgotten > 0) {
            LOG.info("forgot old deliveries, runs and answers count={}", forgotten);
        }
    }
}
