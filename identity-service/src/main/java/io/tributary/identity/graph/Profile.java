package io.tributary.identity.graph;

import io.tributary.identity.consent.Consents;
import io.tributary.identity.identifier.Identifier;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One person as the graph sees them now: the nodes that the live edges connect, and what the person said.
 *
 * @param firstSeen suite milliseconds of the event that made the oldest of its parts; the older profile survives a merge
 * @param merges how many profiles it took in, directly or not
 * @param restricted the person asked not to be processed: kept, and neither evaluated nor pushed
 */
public record Profile(
        UUID id,
        long firstSeen,
        int merges,
        Map<Identifier, Node> nodes,
        Set<Link> links,
        Consents consents,
        boolean restricted) {

    /** Nobody asked not to be processed. */
    public Profile(
            UUID id, long firstSeen, int merges, Map<Identifier, Node> nodes, Set<Link> links, Consents consents) {
        this(id, firstSeen, merges, nodes, links, consents, false);
    }

    public Profile {
        nodes = Map.copyOf(nodes);
        links = Set.copyOf(links);
    }

    /** The same person with these identifiers. */
    public Profile withNodes(Map<Identifier, Node> now) {
        return new Profile(id, firstSeen, merges, now, links, consents, restricted);
    }

    /** The same person with these answers. */
    public Profile withConsents(Consents now) {
        return new Profile(id, firstSeen, merges, nodes, links, now, restricted);
    }

    /** The same person, processed or not. */
    public Profile restricted(boolean now) {
        return new Profile(id, firstSeen, merges, nodes, links, consents, now);
    }
}
