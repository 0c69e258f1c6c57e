package io.tributary.activation.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants' audiences. A key is given once per tenant; one run at a time holds an audience. */
public interface Audiences {

    /** Stores a new one and marks all members of its segment; false when the tenant has one with this key. */
    boolean add(Audience audience);

    Optional<Audience> find(String tenant, String id);

    List<Audience> list(String tenant, @Nullable String after, int limit);

    /** What its rows are now, and what was ever added and removed. */
    Totals totals(Audience audience);

    /** Audiences with work that is due and that nobody holds. */
    List<Audience> due(Instant now, Instant markedBefore, int limit);

    /** Takes or keeps the hold on an audience until an instant; false when another holder has it. */
    boolean hold(String id, String holder, Instant now, Instant until);

    void release(String id, String holder);

    /** Says that a creation at the platform begins. */
    void creating(String id);

    void created(String id, String remoteId);

    /** Stops or, with an empty reason, resumes it. */
    void stop(String id, String reason);

    /** Nothing streams to it before this instant; {@code failures} counts the troubles in a row. */
    void rest(String id, int failures, Instant until);

    /**
     * Counts of now, except for {@code added} and {@code removed}, which only rise.
     *
     * @param members people in the segment
     */
    record Totals(
            long members,
            long delivered,
            long suppressed,
            long unreachable,
            long rejected,
            long pending,
            long parked,
            long added,
            long removed) {}
}
