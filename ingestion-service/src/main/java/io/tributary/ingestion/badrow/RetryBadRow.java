package io.tributary.ingestion.badrow;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.Arrival;
import io.tributary.ingestion.intake.CallReader;
import io.tributary.ingestion.intake.EventLimits;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repairs a bad row and judges it as the door would have when it was received; whoever was erased since then stays out. */
public final class RetryBadRow {

    private static final String INVALID_CELL = "invalid-cell";

    private final CallReader reader = new CallReader();
    private final WriteKeys sources;
    private final IntakePolicy policy;
    private final EventLimits limits;
    private final InstantSource suiteClock;

    public RetryBadRow(WriteKeys sources, IntakePolicy policy, EventLimits limits, InstantSource suiteClock) {
        this.sources = sources;
        this.policy = policy;
        this.limits = limits;
        this.suiteClock = suiteClock;
    }

    Retrial judge(BadRow row, List<Repair> repairs) {
        var source = sources.source(row.tenant(), row.sourceId());
        if (source.isEmpty()) {
            return new Retrial.Refused(row.reason().kind(), "Its source is gone.");
        }
        var original = row.repairable();
        var repaired = original == null ? null : repaired(original, repairs);
        if (original == null || repaired == null) {
            return new Retrial.Refused(row.reason().kind(), "No call is left of it that could be repaired.");
        }
        // What could not be cast is a text now: that it may stay one has to be said, unless it was kept out.
        if (row.reason().kind().equals(INVALID_CELL)
                && RepairPolicy.isStill(original, repaired, row.reason().pointer())) {
            return new Retrial.Refused(INVALID_CELL, row.reason().failure());
        }
        return judge(row, source.get(), repaired);
    }

    private static @Nullable JsonBytes repaired(JsonBytes original, List<Repair> repairs) {
        return RepairPolicy.repair(original.copy(), repairs).map(JsonBytes::of).orElse(null);
    }

    private Retrial judge(BadRow row, Source source, JsonBytes repaired) {
        var route = row.call().isEmpty() ? null : CallType.named(row.call());
        var with = row.original().sentWith();
        var arrival = new Arrival(source, route, row.receivedAt(), suiteClock.instant(), with.retried(), limits);
        // A call without an id takes the row's: replayed twice it is still one message.
        var ids = policy.withMessageIds(row.messageId().isEmpty() ? row::id : row::messageId);
        return switch (ids.judge(reader.readStored(repaired.copy()), with, arrival)) {
            case IntakeVerdict.Accepted accepted -> new Retrial.Accepted(source, accepted);
            case IntakeVerdict.Suppressed _ -> new Retrial.Suppressed();
            case IntakeVerdict.Refused refused ->
                new Retrial.Refused(refused.refusal().kind(), refused.refusal().failure());
        };
    }
}
