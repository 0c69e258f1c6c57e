package io.tributary.activation.membership;

import java.util.Collection;
import java.util.Set;

/** Who is in a segment now. */
public interface Memberships {

    /** Those of the profiles that are members. */
    Set<String> membersAmong(String tenant, String segmentKey, Collection<String> profileIds);

    long count(String tenant, String segmentKey);
}
