package io.tributary.identity.simulation;

import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.InMemoryGraph;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.intake.Feed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the store would remember of a feed. */
final class Remembered {

    private Remembered() {}

    static KnownGraph of(Feed feed) {
        var graph = feed.graph();
        var nodes = new ArrayList<KnownNode>();
        var edges = new TreeMap<Long, KnownEdge>();
        for (var profile : graph.profiles()) {
            profile.nodes()
                    .values()
                    .forEach(it -> nodes.add(
                            new KnownNode(it.id(), it.identifier(), profile.id(), it.firstSeen(), it.apart())));
            graph.person(profile.id())
                    .map(PersonGraph::edges)
                    .orElseThrow()
                    .forEach(it -> edges.put(it.edge().id(), new KnownEdge(it.edge(), it.isLive())));
        }
        return new KnownGraph(
                graph.number(),
                nodes.size(),
                0,
                nodes,
                List.copyOf(edges.values()),
                refusals(graph, feed.graphs().noted()));
    }

    /** The first of its kind for each profile. */
    private static List<Refusal> refusals(InMemoryGraph graph, List<GuardHit> noted) {
        record Kind(UUID profile, String guard, Identifier identifier) {}
        var kinds = new HashSet<Kind>();
        return noted.stream()
                .filter(it -> kinds.add(new Kind(
                        it.profile(),
                        it.demotion().guard().label(),
                        it.demotion().identifier())))
                .flatMap(it -> graph.living(it.profile()).stream()
                        .map(living -> new Refusal(living, it.demotion().identifier(), it.messageId(), it.at())))
                .toList();
    }

    /** How many identifiers of each namespace some parts have together. */
    static Map<String, Integer> counts(List<RulesEffect.Part> parts) {
        var counts = new TreeMap<String, Integer>();
        parts.forEach(part -> part.identifiers().forEach((name, count) -> counts.merge(name, count, Integer::sum)));
        return counts;
    }
}
