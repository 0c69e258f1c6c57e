package io.tributary.identity.suggestion;

import io.tributary.identity.graph.Profile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tenant's living profiles, read for linking. All calls block. */
public interface LinkablePeople {

    /** How many living profiles there are. */
    long count(String tenant);

    /**
     * The living profiles after an id, in the order of their ids; a page that is empty is behind the last one.
     *
     * @param after empty for the first page
     */
    List<LinkablePerson> page(String tenant, Optional<UUID> after, int limit);

    /** Those of the ids that live, by id. */
    Map<UUID, LinkablePerson> people(String tenant, Collection<UUID> ids);

    /** What the guards need of those of the ids that live: identifiers and merges; no links, no consents. */
    Map<UUID, Profile> profiles(String tenant, Collection<UUID> ids);
}
