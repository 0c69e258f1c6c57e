package io.tributary.segment.history;

import java.util.List;

/** The findable form of events, written by the feed. Calls block; the first copy of a message wins. */
public interface EventDocuments {

    /**
     * What became of a batch; together all of it.
     *
     * @param created or stored by an earlier try of the same batch
     * @param duplicates second copies of messages
     * @param rejected what no index can take; everything else is stored or was stored before
     */
    record Outcome(int created, int duplicates, List<HistoryEvent> rejected) {}

    /** As {@code ProfileDocuments.open}. */
    String open();

    /** Fails with {@code StoreUnavailable} when only a part may have been written; writing again is harmless. */
    Outcome write(List<HistoryEvent> events);

    /** These messages turned out to be that profile's. Saying so twice is once; one that is not there stays so. */
    void reassign(String tenant, List<String> messageIds, String profileId);

    /** These messages are nobody's any more. Saying so twice is once. */
    void forget(String tenant, List<String> messageIds);

    /** Makes everything that was written findable. */
    void refresh();
}
