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
 */
public record Profile(
        UUID id, long firstSeen, int merges, Map<Identifier, Node> nodes, Set<Link> links, Consents consents) {

    public Profile {
        nodes = Map.copyOf(nodes);
        links = Set.copyOf(links);
    }
}
