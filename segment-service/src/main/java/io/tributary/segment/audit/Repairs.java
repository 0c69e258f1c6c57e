package io.tributary.segment.audit;

import java.util.Collection;

/** Asks the topology to judge a profile anew and to state it everywhere. Asking twice is once. Fails with {@code StoreUnavailable}. */
public interface Repairs {

    /**
     * Asks once.
     *
     * @param segments to state as well, members or not
     * @param aboveVersion the highest version that a wrong copy has: what is stated has a higher one
     */
    void repair(String tenant, String profileId, Collection<String> segments, long aboveVersion);
}
