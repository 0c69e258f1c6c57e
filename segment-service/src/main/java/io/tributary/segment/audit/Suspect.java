package io.tributary.segment.audit;

import java.util.HashSet;
import java.util.Set;

/**
 * A profile of which some copy seemed to differ, to be looked at again when everything that was on its way has arrived.
 *
 * @param copies whether its copies are compared again, or only queries
 * @param segments about which a query disagreed
 */
record Suspect(int partition, String profileId, boolean copies, Set<String> segments) {

    static Suspect ofCopies(int partition, String profileId) {
        return new Suspect(partition, profileId, true, Set.of());
    }

    static Suspect ofQuery(int partition, String profileId, String segment) {
        return new Suspect(partition, profileId, false, Set.of(segment));
    }

    /** Both suspicions of one profile. */
    Suspect and(Suspect other) {
        var keys = new HashSet<>(segments);
        keys.addAll(other.segments);
        return new Suspect(partition, profileId, copies || other.copies, keys);
    }
}
