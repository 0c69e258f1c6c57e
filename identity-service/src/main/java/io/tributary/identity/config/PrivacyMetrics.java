package io.tributary.identity.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.privacy.RequestKind;
import io.tributary.identity.privacy.Requests;
import io.tributary.identity.privacy.RunRequests;
import io.tributary.identity.privacy.Stage;
import io.tributary.identity.privacy.WatchRequests;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What there is to see of privacy requests from outside. Gauges are of all instances together: each says the same. */
@Component
class PrivacyMetrics implements RunRequests.Watch, WatchRequests.Sayings {

    private final MeterRegistry metrics;
    private final Map<RequestKind, AtomicLong> unfinished = new EnumMap<>(RequestKind.class);
    private final AtomicLong overdue = new AtomicLong();

    PrivacyMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        for (var kind : RequestKind.values()) {
            var gauge = new AtomicLong();
            unfinished.put(kind, gauge);
            Gauge.builder("cdp.privacy.requests.unfinished", gauge, AtomicLong::get)
                    .tag("kind", kind.label())
                    .register(metrics);
        }
        metrics.gauge("cdp.privacy.requests.overdue", overdue);
    }

    @Override
    public void unfinished(Requests.Unfinished now) {
        unfinished.forEach((kind, gauge) -> gauge.set(now.byKind().getOrDefault(kind, 0L)));
        overdue.set(now.overdue());
    }

    @Override
    public void dropped(int pieces, boolean more) {
        metrics.counter("cdp.privacy.pieces.dropped").increment(pieces);
        if (more) {
            metrics.counter("cdp.privacy.pieces.postponed").increment();
        }
    }

    @Override
    public void stageDone(RequestKind kind, Stage stage) {
        metrics.counter("cdp.privacy.stages.done", "kind", kind.label(), "stage", stage.label())
                .increment();
    }

    @Override
    public void found(long count) {
        metrics.counter("cdp.privacy.found").increment((double) count);
    }

    @Override
    public void ignored(String reason) {
        metrics.counter("cdp.privacy.receipts.ignored", "reason", reason).increment();
    }

    @Override
    public void unjudged(long records) {
        metrics.counter("cdp.privacy.records.unjudged").increment((double) records);
    }

    @Override
    public void failed() {
        metrics.counter("cdp.privacy.steps.failed").increment();
    }

    @Override
    public void capped() {
        metrics.counter("cdp.privacy.collected.capped").increment();
    }
}
