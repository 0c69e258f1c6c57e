package io.tributary.activation.adapter.http;

import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.Audiences;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audience with its sums. {@code added} and {@code removed} rise for ever; the other counts are of now.
 *
 * @param state {@code active} or {@code stopped}; a stopped one waits for a person
 */
record AudienceView(
        String id,
        String key,
        String segmentKey,
        String destinationId,
        String mode,
        List<String> identifiers,
        boolean streaming,
        @Nullable String schedule,
        Map<String, String> config,
        String remoteId,
        String state,
        String stateReason,
        Instant createdAt,
        long members,
        long delivered,
        long suppressed,
        long unreachable,
        long rejected,
        long pending,
        long parked,
        long added,
        long removed) {

    static AudienceView of(Audience it, Audiences.Totals totals) {
        var schedule = it.schedule();
        return new AudienceView(
                it.id(),
                it.key(),
                it.segmentKey(),
                it.destinationId(),
                it.mode().wireName(),
                it.identifiers(),
                it.streaming(),
                schedule == null ? null : schedule.toString(),
                it.config().values(),
                it.remoteId(),
                it.isStopped() ? "stopped" : "active",
                it.stopReason(),
                it.createdAt(),
                totals.members(),
                totals.delivered(),
                totals.suppressed(),
                totals.unreachable(),
                totals.rejected(),
                totals.pending(),
                totals.parked(),
                totals.added(),
                totals.removed());
    }
}
