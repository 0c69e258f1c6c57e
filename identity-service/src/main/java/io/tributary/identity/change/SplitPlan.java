package io.tributary.identity.change;

import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Neighbours;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.identifier.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides which edges a split revokes and into which parts the profile then falls. A plan with one part only splits
 * nothing.
 *
 * @param revoked the live edges between the two sides
 * @param parts the node ids of each connected part, the part with the oldest node first
 */
record SplitPlan(List<EvidenceEdge> revoked, List<Set<Long>> parts) {

    static SplitPlan takingOut(PersonGraph person, Set<Identifier> identifiers) {
        var taken = person.profile().nodes().values().stream()
                .filter(it -> identifiers.contains(it.identifier()))
                .map(Node::id)
                .collect(Collectors.toSet());
        return between(person, taken);
    }

    static SplitPlan undoing(PersonGraph person, MergeRecord merge) {
        return between(person, loserSide(person, merge));
    }

    /** All evidence of this node is revoked: it falls off, and so does whatever it alone held together. */
    static SplitPlan isolating(PersonGraph person, Node node) {
        return cutting(person, it -> it.a() == node.id() || it.b() == node.id());
    }

    /**
     * The loser's nodes, and those later ones that evidence joined to its side first. Nodes that a later merge brought
     * count as later, however old they are.
     */
    private static Set<Long> loserSide(PersonGraph person, MergeRecord merge) {
        var broughtLater = person.merges().stream()
                .map(PersonGraph.MergeRow::merge)
                .filter(it -> it.before() > merge.before() || it.number() > merge.number())
                .flatMap(it -> it.nodes().stream())
                .collect(Collectors.toSet());
        var isLosers = new HashMap<Long, Boolean>();
        for (var node : person.profile().nodes().values()) {
            if (merge.nodes().contains(node.id())) {
                isLosers.put(node.id(), true);
            } else if (node.id() < merge.before() && !broughtLater.contains(node.id())) {
                isLosers.put(node.id(), false);
            }
        }
        spread(isLosers, live(person));
        return isLosers.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The oldest edge with one known end decides about its other end, until no edge has one known end. */
    private static void spread(Map<Long, Boolean> sides, List<EvidenceEdge> edges) {
        boolean found = true;
        while (found) {
            found = false;
            for (var edge : edges) {
                long a = edge.link().a();
                long b = edge.link().b();
                if (sides.containsKey(a) != sides.containsKey(b)) {
                    var side = Objects.requireNonNull(sides.getOrDefault(a, sides.get(b)));
                    sides.putIfAbsent(a, side);
                    sides.putIfAbsent(b, side);
                    found = true;
                    break;
                }
            }
        }
    }

    private static SplitPlan between(PersonGraph person, Set<Long> oneSide) {
        return cutting(person, it -> oneSide.contains(it.a()) != oneSide.contains(it.b()));
    }

    private static SplitPlan cutting(PersonGraph person, Predicate<Link> cut) {
        var revoked = new ArrayList<EvidenceEdge>();
        var kept = new ArrayList<Link>();
        for (var edge : live(person)) {
            if (cut.test(edge.link())) {
                revoked.add(edge);
            } else {
                kept.add(edge.link());
            }
        }
        var nodes = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        return new SplitPlan(List.copyOf(revoked), components(nodes, kept));
    }

    private static List<EvidenceEdge> live(PersonGraph person) {
        return person.edges().stream()
                .filter(PersonGraph.EvidenceRow::isLive)
                .map(PersonGraph.EvidenceRow::edge)
                .sorted(Comparator.comparingLong(EvidenceEdge::id))
                .toList();
    }

    private static List<Set<Long>> components(Set<Long> nodes, List<Link> links) {
        var neighbours = Neighbours.by(links);
        var left = new TreeSet<>(nodes);
        var parts = new ArrayList<Set<Long>>();
        while (!left.isEmpty()) {
            var part = neighbours.reachedFrom(Set.of(left.first()));
            left.removeAll(part);
            parts.add(part);
        }
        return List.copyOf(parts);
    }
}
