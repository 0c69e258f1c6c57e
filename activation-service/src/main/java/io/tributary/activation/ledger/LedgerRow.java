package io.tributary.activation.ledger;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireIdentifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one audience knows about one identifier of one profile.
 *
 * @param op the direction of the last attempt
 * @param job the platform's job that decides the attempt, while it is open
 * @param heldUntil real time until which a row that a merge carried over waits for the survivor's own standing
 * @param exposed whether an addition was ever sent that no confirmed removal followed
 * @param firstAttemptAt real time of the first attempt that has not succeeded yet
 */
public record LedgerRow(
        String profileId,
        WireIdentifier identifier,
        LedgerState state,
        Op op,
        @Nullable String job,
        @Nullable Instant heldUntil,
        @Nullable Instant firstAttemptAt,
        boolean exposed,
        String reason) {

    /** Whether the destination may hold it. */
    public boolean mayBeThere() {
        return exposed
                || switch (state) {
                    case IN_FLIGHT, ADDED, PENDING_REMOVE, UNKNOWN -> true;
                    case PENDING_ADD, ABSENT, REJECTED -> false;
                };
    }

    /** Whether the destination certainly holds it. */
    public boolean isThere() {
        return state == LedgerState.ADDED;
    }

    /** Whether an attempt to take it out did not end with certainty. */
    boolean isLeaving() {
        return op == Op.REMOVE && mayBeThere() && state != LedgerState.ADDED;
    }

    public boolean hasOpenJob() {
        return state == LedgerState.IN_FLIGHT && job != null;
    }

    public boolean isHeldAt(Instant now) {
        return heldUntil != null && now.isBefore(heldUntil);
    }
}
