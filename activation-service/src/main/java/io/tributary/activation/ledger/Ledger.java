package io.tributary.activation.ledger;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireRow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every audience holds. Written before a request leaves and after its answer came. */
public interface Ledger {

    /** The rows of some profiles, by profile. */
    Map<String, List<LedgerRow>> of(String audienceId, Collection<String> profileIds);

    /** The rows of some profiles and of whoever else has one of the digests, by profile. */
    Map<String, List<LedgerRow>> ofPerson(String audienceId, Collection<String> profileIds, Collection<String> digests);

    /** The open jobs of an audience, each with its rows. */
    Map<String, List<LedgerRow>> openJobs(String audienceId);

    /** Those of the rows that another profile holds too: they must stay until the last holder leaves. */
    Set<WireRow> heldByOthers(String audienceId, Collection<WireRow> rows);

    /** Marks rows as on their way before they leave. */
    void intend(String tenant, String audienceId, Op op, Collection<WireRow> rows, Instant at);

    /** Writes what became of an attempt, the same for all rows. */
    void conclude(String audienceId, Collection<WireRow> rows, Conclusion conclusion, Instant at);

    /** How many people the destination may hold. */
    long size(String audienceId);

    /** What became of an attempt. */
    record Conclusion(LedgerState state, Op op, @Nullable String job, String reason) {

        /** The end of the way in or out. */
        public static Conclusion done(Op op) {
            return new Conclusion(op == Op.ADD ? LedgerState.ADDED : LedgerState.ABSENT, op, null, "");
        }

        /** Not tried, or refused for now. */
        public static Conclusion pending(Op op, String reason) {
            return new Conclusion(
                    op == Op.ADD ? LedgerState.PENDING_ADD : LedgerState.PENDING_REMOVE, op, null, reason);
        }
    }

    /** How many rows are in which state. */
    Map<String, Long> tally(String audienceId);
}
