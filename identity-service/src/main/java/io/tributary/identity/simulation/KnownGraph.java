package io.tributary.identity.simulation;

import java.util.List;

/**
 * What the store knows of some of a tenant's people, as of one graph number.
 *
 * @param met how many identifiers the tenant has met
 * @param severed people who are left out although evidence or a refusal links them with somebody who is here
 * @param nodes all identifiers of these people
 * @param edges all evidence among the nodes, what was taken back too
 * @param refusals what guards left out of their events; the first of its kind for each person
 */
public record KnownGraph(
        long number, long met, int severed, List<KnownNode> nodes, List<KnownEdge> edges, List<Refusal> refusals) {

    public KnownGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        refusals = List.copyOf(refusals);
    }
}
