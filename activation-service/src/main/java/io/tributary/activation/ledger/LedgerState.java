package io.tributary.activation.ledger;

/**
 * Where a row is between wish and fact. The way in is PENDING_ADD, IN_FLIGHT, ADDED; the way out PENDING_REMOVE,
 * IN_FLIGHT, ABSENT. REJECTED rows are the dead letters of an audience; UNKNOWN rows are sent again.
 */
public enum LedgerState {
    PENDING_ADD,
    IN_FLIGHT,
    ADDED,
    PENDING_REMOVE,
    ABSENT,
    REJECTED,
    UNKNOWN
}
