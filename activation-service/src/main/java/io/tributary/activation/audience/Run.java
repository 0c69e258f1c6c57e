package io.tributary.activation.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sync of an audience. Times are real time.
 *
 * @param confirmed whether a person allowed unusually many removals
 * @param detail what ended or stopped it, wire-safe
 */
public record Run(
        String id,
        String tenant,
        String audienceId,
        State state,
        Trigger trigger,
        boolean dryRun,
        boolean confirmed,
        Instant startedAt,
        @Nullable Instant finishedAt,
        RunCounts counts,
        String detail) {

    /** Where a run is. Troubled runs left rows pending that a later run sends. */
    public enum State {
        QUEUED,
        RUNNING,
        COMPLETED,
        PARKED,
        TROUBLED,
        INTERRUPTED
    }

    /** What made it start. */
    public enum Trigger {
        CHANGES,
        REQUEST,
        FULL,
        SCHEDULE,
        ERASURE
    }

    public Run finished(State state, RunCounts counts, String detail, Instant at) {
        return new Run(id, tenant, audienceId, state, trigger, dryRun, confirmed, startedAt, at, counts, detail);
    }

    public boolean isOver() {
        return finishedAt != null;
    }
}
