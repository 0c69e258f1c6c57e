package io.tributary.identity.change;

import io.tributary.identity.graph.GraphChange;
import java.util.List;

/** Turns a change into the records that tell others, in the order in which they are to be sent. */
public interface Announcements {

    /**
     * The records of one change.
     *
     * @param number the change's graph number
     * @param at suite milliseconds
     */
    List<OutgoingRecord> of(String tenant, long number, long at, GraphChange change);
}
