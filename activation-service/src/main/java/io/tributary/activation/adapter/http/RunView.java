package io.tributary.activation.adapter.http;

import io.tributary.activation.audience.Run;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as it is shown; {@code selected} is the sum of the six counts after it. */
record RunView(
        String id,
        String audienceId,
        String state,
        String trigger,
        boolean dryRun,
        boolean confirmed,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long selected,
        long delivered,
        long rejected,
        long suppressed,
        long unreachable,
        long pending,
        long parked,
        long added,
        long removed,
        Map<String, Long> reasons,
        String detail) {

    static RunView of(Run run) {
        var counts = run.counts();
        return new RunView(
                run.id(),
                run.audienceId(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.trigger().name().toLowerCase(Locale.ROOT),
                run.dryRun(),
                run.confirmed(),
                run.startedAt(),
                run.finishedAt(),
                counts.selected(),
                counts.delivered(),
                counts.rejected(),
                counts.suppressed(),
                counts.unreachable(),
                counts.pending(),
                counts.parked(),
                counts.added(),
                counts.removed(),
                counts.reasons(),
                run.detail());
    }
}
