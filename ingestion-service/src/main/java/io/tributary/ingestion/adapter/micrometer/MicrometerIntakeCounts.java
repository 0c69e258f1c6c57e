package io.tributary.ingestion.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.source.Source;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters {@code cdp.events.*}, per tenant and source: bounded by the sources of the installation. */
public final class MicrometerIntakeCounts implements IntakeCounts {

    private final MeterRegistry registry;
    private final Map<String, Counters> bySource = new ConcurrentHashMap<>();

    public MicrometerIntakeCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(Source source, List<IntakeVerdict> verdicts) {
        int accepted = 0;
        int refused = 0;
        int suppressed = 0;
        for (var verdict : verdicts) {
            switch (verdict) {
                case IntakeVerdict.Accepted it -> {
                    accepted++;
                    count(source, it.findings());
                }
                case IntakeVerdict.Refused it -> {
                    refused++;
                    if (it.refusal() instanceof Refusal.PlanViolation violation) {
                        count(source, violation.findings());
                    }
                }
                case IntakeVerdict.Suppressed _ -> suppressed++;
            }
        }
        var counters = bySource.computeIfAbsent(
                source.id(),
                id -> new Counters(
                        counter("received", source),
                        counter("accepted", source),
                        counter("refused", source),
                        counter("suppressed", source)));
        counters.received.increment(verdicts.size());
        counters.accepted.increment(accepted);
        counters.refused.increment(refused);
        counters.suppressed.increment(suppressed);
    }

    /** One counter per tenant and action: which event and which property it was, is told by the plan's violations. */
    private void count(Source source, Findings findings) {
        for (var fault : findings.faults()) {
            registry.counter(
                            "cdp.plan.violations",
                            "tenant",
                            source.tenant(),
                            "action",
                            fault.action().wireName())
                    .increment();
        }
    }

    @Override
    public void turnedAway(String reason) {
        registry.counter("cdp.requests.refused", "reason", reason).increment();
    }

    private Counter counter(String what, Source source) {
        return registry.counter("cdp.events." + what, "tenant", source.tenant(), "source", source.id());
    }

    private record Counters(Counter received, Counter accepted, Counter refused, Counter suppressed) {}
}
