package io.tributary.segment.history;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as they were indexed, for work that may wait for them. Calls block; fails with {@code StoreUnavailable}. */
public interface PastEvents {

    /** What was resolved to any of these ids, newest first; the next page begins behind the last event of this one. */
    List<HistoryEvent> page(
            String tenant, Collection<String> profileIds, EventHistory.@Nullable Position after, int limit);
}
