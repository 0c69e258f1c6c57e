package io.tributary.activation.audience;

import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.ledger.LedgerRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run wants to do for one person.
 *
 * @param standing the standing when all that is wanted succeeds
 * @param holdsOther whether the destination already holds another row of the person that stays
 * @param leaving whether removals happen because the person left the segment, and not because the gate says so
 * @param again when to look again although nothing changed
 */
record RowPlan(
        String profileId,
        boolean member,
        RowStanding standing,
        String reason,
        List<LedgerRow> removals,
        List<WireIdentifier> additions,
        boolean holdsOther,
        boolean leaving,
        @Nullable Instant again) {

    RowPlan {
        removals = List.copyOf(removals);
        additions = List.copyOf(additions);
    }

    static RowPlan waiting(String profileId, boolean member, String reason, @Nullable Instant again) {
        return new RowPlan(profileId, member, RowStanding.PENDING, reason, List.of(), List.of(), false, false, again);
    }

    boolean isIdle() {
        return removals.isEmpty() && additions.isEmpty();
    }
}
