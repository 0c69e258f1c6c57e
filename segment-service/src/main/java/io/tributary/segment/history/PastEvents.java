package io.tributary.segment.history;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as they were indexed, for work that may wait for them. Calls block; fails with {@code StoreUnavailable}. */
public interface PastEvents {

    /**
     * Which events may be somebody's.
     *
     * @param profileIds whose they were when they were indexed
     * @param digests in hex, of identifiers of which an event names one
     * @param homes ids all of whose events are wanted, whatever they name
     */
    record Question(Collection<String> profileIds, Collection<String> digests, Collection<String> homes) {}

    /**
     * What was resolved to any of these ids and names one of the digests or was resolved to one of the homes; beside these
     * maybe others whose digests cannot be looked for. Newest first; the next page begins behind the last event of this
     * one. Context, integrations and what else only gives a call back are left out.
     */
    List<HistoryEvent> page(String tenant, Question question, EventHistory.@Nullable Position after, int limit);
}
