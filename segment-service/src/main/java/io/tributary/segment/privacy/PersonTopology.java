package io.tributary.segment.privacy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The topology, asked behind everything that it has done for a person. Calls block; fails with {@code StoreUnavailable} when
 * the topology or an index does not get there in time.
 */
public interface PersonTopology {

    /**
     * What the topology keeps of one id.
     *
     * @param known whether there is a state
     * @param entries everything that is kept, the state included
     */
    record Kept(String profileId, boolean erased, boolean known, boolean restricted, long entries) {}

    /**
     * Asks of each id until the answers are enough, or the time is over: the last answers. When it returns, both indices
     * have everything that was resolved before the call, and everything that the topology told them before its answer.
     */
    List<Kept> passed(String tenant, Collection<String> profileIds, Predicate<List<Kept>> enough);

    /** A trait that a message said. */
    record Said(String trait, String messageId) {}

    /** Lets a profile forget traits that hold a value of somebody else, who was erased. */
    void forget(String tenant, String profileId, List<Said> traits);
}
