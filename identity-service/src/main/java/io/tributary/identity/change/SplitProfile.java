package io.tributary.identity.change;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.graph.Apart;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides how a profile is taken apart: edges are revoked, former profiles get their ids back, and the parts are marked
 * so that no later event joins them again.
 */
public final class SplitProfile {

    private final Supplier<UUID> profileIds;

    public SplitProfile(Supplier<UUID> profileIds) {
        this.profileIds = profileIds;
    }

    /**
     * The verdict about a wish to split this person.
     *
     * @param number the graph number that the split will have
     */
    public SplitVerdict split(PersonGraph person, SplitRequest request, long number) {
        var plan = plan(person, request);
        if (plan.isEmpty()) {
            return new SplitVerdict.NothingToSplit(
                    "The profile took in no such profile, or the merge was undone already.");
        }
        if (plan.get().parts().size() < 2) {
            return new SplitVerdict.NothingToSplit("The profile would stay in one piece.");
        }
        var change = change(person, plan.get(), number);
        return new SplitVerdict.Split(change, BlastRadius.of(change));
    }

    private static Optional<SplitPlan> plan(PersonGraph person, SplitRequest request) {
        return switch (request) {
            case SplitRequest.TakeOut out -> Optional.of(SplitPlan.takingOut(person, out.identifiers()));
            case SplitRequest.UndoMerge undo ->
                holding(person).stream()
                        .filter(it -> it.loser().equals(undo.loser()))
                        .reduce((_, later) -> later)
                        .map(it -> SplitPlan.undoing(person, it));
        };
    }

    private GraphChange change(PersonGraph person, SplitPlan plan, long number) {
        var owners = new PartOwners(person, profileIds).of(plan.parts());
        var undone = holding(person).stream()
                .filter(it -> owners.isRestored(it.loser()))
                .toList();
        var redirects = redirects(person, undone);
        var touched = new ArrayList<Profile>();
        var placed = new ArrayList<GraphChange.PlacedNode>();
        var consents = new ArrayList<GraphChange.PlacedConsent>();
        for (int side = 0; side < plan.parts().size(); side++) {
            var id = owners.ids().get(side);
            var nodes = nodesOf(person, plan.parts().get(side), new Apart(number, side));
            int merges = (int) redirects.values().stream().filter(id::equals).count();
            var part = new Profile(
                    id,
                    nodes.values().stream().mapToLong(Node::firstSeen).min().orElse(0),
                    merges,
                    nodes,
                    linksOf(person, plan),
                    consentsOf(person, id));
            touched.add(withOwnLinks(part));
            nodes.values().forEach(it -> placed.add(new GraphChange.PlacedNode(it, id)));
            part.consents().byPurpose().values().forEach(it -> consents.add(new GraphChange.PlacedConsent(it, id)));
        }
        var split = new GraphChange.Split(
                person.profile().id(),
                owners.ids(),
                plan.revoked().stream().map(EvidenceEdge::id).toList(),
                undone,
                redirects);
        return new GraphChange(
                List.copyOf(touched),
                List.of(),
                List.of(),
                List.copyOf(placed),
                List.of(),
                List.of(),
                List.copyOf(consents),
                Optional.of(split));
    }

    private static Map<Identifier, Node> nodesOf(PersonGraph person, Set<Long> part, Apart mark) {
        return person.profile().nodes().values().stream()
                .filter(it -> part.contains(it.id()))
                .map(it -> {
                    var marks = new ArrayList<>(it.apart());
                    marks.add(mark);
                    return it.withApart(marks);
                })
                .collect(Collectors.toMap(Node::identifier, it -> it));
    }

    private static Set<Link> linksOf(PersonGraph person, SplitPlan plan) {
        var links = new HashSet<>(person.profile().links());
        plan.revoked().forEach(it -> links.remove(it.link()));
        return links;
    }

    private static Profile withOwnLinks(Profile part) {
        var ids = part.nodes().values().stream().map(Node::id).collect(Collectors.toSet());
        var links = part.links().stream().filter(it -> ids.contains(it.a())).collect(Collectors.toSet());
        return new Profile(part.id(), part.firstSeen(), part.merges(), part.nodes(), links, part.consents());
    }

    /**
     * A denial stays with every part. A grant stays with the profile that keeps the id unless it was an absorbed
     * profile's own, and goes back to the absorbed profile that gave it; it is never copied.
     */
    private static Consents consentsOf(PersonGraph person, UUID part) {
        var current = person.profile().consents();
        var own = part.equals(person.profile().id())
                ? current.byPurpose().values().stream()
                        .filter(it -> !isOthers(person, it))
                        .toList()
                : person.absorbed().getOrDefault(part, Consents.none()).byPurpose().values().stream()
                        .toList();
        return Consents.of(own).joinedWith(current.denials());
    }

    private static boolean isOthers(PersonGraph person, Consent consent) {
        return consent.state() == ConsentState.GRANTED
                && person.absorbed().values().stream()
                        .anyMatch(it -> consent.equals(it.byPurpose().get(consent.purpose())));
    }

    private static List<MergeRecord> holding(PersonGraph person) {
        return person.merges().stream()
                .filter(PersonGraph.MergeRow::holds)
                .map(PersonGraph.MergeRow::merge)
                .toList();
    }

    /** Where each absorbed id leads when the undone merges no longer hold; of length one, as always. */
    private static Map<UUID, UUID> redirects(PersonGraph person, List<MergeRecord> undone) {
        var parents = new HashMap<UUID, UUID>();
        for (var merge : holding(person)) {
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
