package io.tributary.identity.change;

import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The change that a plan to take a profile apart comes to, once each part has its id. */
record TakingApart(PersonGraph person, SplitPlan plan, PartOwners.Owners owners) {

    /** What becomes of a node that goes to a side. */
    @FunctionalInterface
    interface Marking {
        Node mark(Node node, int side);
    }

    GraphChange change(Marking marking) {
        var undone = person.holding().stream()
                .filter(it -> owners.isRestored(it.loser()))
                .toList();
        var redirects = redirects(undone);
        var touched = new ArrayList<Profile>();
        for (int side = 0; side < plan.parts().size(); side++) {
            touched.add(part(side, redirects, marking));
        }
        var split = new GraphChange.Split(
                person.profile().id(),
                owners.ids(),
                plan.revoked().stream().map(EvidenceEdge::id).toList(),
                undone,
                redirects);
        return GraphChange.of(
                List.copyOf(touched),
                touched.stream()
                        .flatMap(part ->
                                part.nodes().values().stream().map(it -> new GraphChange.PlacedNode(it, part.id())))
                        .toList(),
                touched.stream()
                        .flatMap(part -> part.consents().byPurpose().values().stream()
                                .map(it -> new GraphChange.PlacedConsent(it, part.id(), ConsentCause.SPLIT)))
                        .toList(),
                Optional.of(split));
    }

    private Profile part(int side, Map<UUID, UUID> redirects, Marking marking) {
        var ids = plan.parts().get(side);
        var nodes = person.profile().nodes().values().stream()
                .filter(it -> ids.contains(it.id()))
                .map(it -> marking.mark(it, side))
                .collect(Collectors.toMap(Node::identifier, it -> it));
        var id = owners.ids().get(side);
        return new Profile(
                id,
                nodes.values().stream().mapToLong(Node::firstSeen).min().orElse(0),
                merges(id, redirects),
                nodes,
                links(ids),
                consents(id, nodes.values(), redirects),
                person.profile().restricted());
    }

    /** Visits were never counted as merges. */
    private int merges(UUID part, Map<UUID, UUID> redirects) {
        var visits = person.profile().nodes().values().stream()
                .filter(Node::isSession)
                .map(Node::id)
                .collect(Collectors.toSet());
        var known = person.profile().nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        var ofVisits = person.holding().stream()
                .filter(it -> it.nodes().stream().allMatch(node -> visits.contains(node) || !known.contains(node)))
                .map(MergeRecord::loser)
                .collect(Collectors.toSet());
        return (int) redirects.entrySet().stream()
                .filter(it -> it.getValue().equals(part) && !ofVisits.contains(it.getKey()))
                .count();
    }

    private Set<Link> links(Set<Long> part) {
        var links = new HashSet<>(person.profile().links());
        plan.revoked().forEach(it -> links.remove(it.link()));
        links.removeIf(it -> !part.contains(it.a()));
        return links;
    }

    /**
     * A denial stays with every part, because a split never brings a consent back. A grant stays with the part by whose
     * identifiers it was given, whenever that was; it is never copied.
     */
    private Consents consents(UUID part, Collection<Node> nodes, Map<UUID, UUID> redirects) {
        var within = person.holding().stream()
                .filter(it -> part.equals(redirects.get(it.loser())))
                .toList();
        return new PartConsents(part, nodes, within, person.edges())
                .toldAgain()
                .joinedWith(person.profile().consents().denials());
    }

    /** Where each absorbed id leads when the undone merges no longer hold; of length one, as always. */
    private Map<UUID, UUID> redirects(List<MergeRecord> undone) {
        var parents = new HashMap<UUID, UUID>();
        for (var merge : person.holding()) {
            if (!undone.contains(merge)) {
                parents.put(merge.loser(), merge.survivor());
            }
        }
        var redirects = new HashMap<UUID, UUID>();
        for (var loser : parents.keySet()) {
            var root = loser;
            while (parents.containsKey(root)) {
                root = parents.get(root);
            }
            redirects.put(loser, root);
        }
        return Map.copyOf(redirects);
    }
}
