package io.tributary.identity.change;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Records that are committed and not sent yet. One relay in all instances works at a time. Calls block. */
public interface Outbox {

    /**
     * Hands the oldest records to the sender and deletes them when it returns; if it throws, they stay.
     *
     * @return how it went; another instance's turn is {@link Turn#others()}
     */
    Turn relay(int limit, Consumer<List<OutgoingRecord>> sender);

    /**
     * One turn of the relay.
     *
     * @param mine this instance did the turn
     * @param sent how many records it sent
     * @param oldestPending real milliseconds at which the oldest record that is left was written; empty when none is
     */
    record Turn(boolean mine, int sent, OptionalLong oldestPending) {

        public static Turn others() {
            return new Turn(false, 0, OptionalLong.empty());
        }
    }

    /** How many records wait. */
    long pending();
}
