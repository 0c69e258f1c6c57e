package io.tributary.identity.intake;

/** Records that were accepted but cannot be resolved, kept with their bytes. Idempotent by their place in the log. */
public interface DeadLetters {

    /** Why a record is here. */
    enum Reason {
        /** The bytes are not an accepted event. */
        UNREADABLE,
        /** The record names another tenant than its key. */
        TENANT_MISMATCH,
        /** No value of the event points at anybody. */
        UNIDENTIFIED,
        /** Resolving it failed again and again while the store answered; a fault of ours. */
        FAILED
    }

    /**
     * The place of a record in the log.
     *
     * @param tenant as its key says, or empty when the key says nothing
     */
    record Place(String topic, int partition, long offset, String tenant) {}

    /** Keeps a record; blocks. */
    void keep(Place place, Reason reason, byte[] value);
}
