package io.tributary.activation.config;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.DispatchRuns;
import io.tributary.activation.audience.Run;

/** Counts runs and rows. The law holds for the counters too: selected is the sum of the six standings. */
final class CountedRuns implements DispatchRuns.Listener {

    private final MeterRegistry meters;

    CountedRuns(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void ended(Audience audience, Run run) {
        meters.counter(
                        "cdp.runs.finished",
                        "tenant",
                        audience.tenant(),
                        "audience",
                        audience.key(),
                        "state",
                        run.state().name())
                .increment();
        if (run.dryRun()) {
            return;
        }
        var counts = run.counts();
        add(audience, "cdp.rows.selected", counts.selected());
        add(audience, "cdp.rows.delivered", counts.delivered());
        add(audience, "cdp.rows.rejected", counts.rejected());
        add(audience, "cdp.rows.suppressed", counts.suppressed());
        add(audience, "cdp.rows.unreached", counts.unreachable());
        add(audience, "cdp.rows.postponed", counts.pending());
        add(audience, "cdp.rows.parked", counts.parked());
        add(audience, "cdp.rows.added", counts.added());
        add(audience, "cdp.rows.removed", counts.removed());
    }

    private void add(Audience audience, String name, long amount) {
        meters.counter(name, "tenant", audience.tenant(), "audience", audience.key())
                .increment((double) amount);
    }
}
