package io.tributary.identity.change;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                redirects,
                withdrawn());
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
                consents(id));
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
     * A denial stays with every part. A grant goes back to the absorbed profile that gave it if that lives again, else
     * it stays with the profile that keeps the id; it is never copied. That one has its own older grant as well.
     */
    private Consents consents(UUID part) {
        var current = person.profile().consents();
        var own = part.equals(person.profile().id())
                ? current.byPurpose().values().stream()
                        .flatMap(it -> isOthers(it) ? ownInsteadOf(it) : Stream.of(it))
                        .toList()
                : person.absorbed().getOrDefault(part, Consents.none()).byPurpose().values().stream()
                        .toList();
        return Consents.of(own).joinedWith(current.denials());
    }

    /** Both had granted it, and the newer word was the other's: the older one was never taken back, so it holds. */
    private Stream<Consent> ownInsteadOf(Consent others) {
        return person.own().byPurpose().values().stream()
                .filter(it -> it.purpose().equals(others.purpose()) && it.state() == ConsentState.GRANTED);
    }

    /** Else a later split would give the same grant to a second profile. */
    private List<GraphChange.PlacedConsent> withdrawn() {
        return person.absorbed().entrySet().stream()
                .filter(it -> !owners.isRestored(it.getKey()))
                .flatMap(absorbed -> absorbed.getValue().byPurpose().values().stream()
                        .filter(this::isOthers)
                        .map(it -> new GraphChange.PlacedConsent(it, absorbed.getKey(), ConsentCause.SPLIT)))
                .toList();
    }

    private boolean isOthers(Consent consent) {
        return consent.state() == ConsentState.GRANTED
                && person.absorbed().entrySet().stream()
                        .filter(it -> owners.isRestored(it.getKey()))
                        .anyMatch(it -> consent.equals(it.getValue().byPurpose().get(consent.purpose())));
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
