package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Decides a merge that a person asks for. Limits hold as for events. A former split is overruled only by somebody who
 * merges on their own, because the same kind of authority set it.
 */
public final class JoinByHand {

    private final IdentityRules rules;

    public JoinByHand(IdentityRules rules) {
        this.rules = rules;
    }

    /** Joined, or the guard that refuses it. */
    public sealed interface Verdict extends Deciding {

        /** The change, not written yet. */
        record Joined(GraphChange change) implements Verdict {

            @Override
            public List<GuardHit> guardHits() {
                return List.of();
            }
        }

        /** Nothing changes. */
        record Refused(Guard guard) implements Verdict {

            @Override
            public GraphChange change() {
                return GraphChange.none();
            }

            @Override
            public List<GuardHit> guardHits() {
                return List.of();
            }
        }
    }

    /** Joins two distinct living profiles of the view. */
    public Verdict join(GraphView view, UUID one, UUID other, HandMade said) {
        var both = List.of(profile(view, one), profile(view, other));
        var graph = new WorkingGraph(owning(view, both), () -> {
            throw new IllegalStateException("a join by hand makes no profile");
        });
        var drafts = new LinkedHashSet<ProfileDraft>();
        var strongest = new ArrayList<Identifier>();
        for (var profile : both) {
            var identifier = strongest(profile);
            strongest.add(identifier);
            var draft = graph.owner(identifier);
            if (draft != null) {
                graph.forget(draft, said.overrulesSplits() ? separations(both) : Set.of());
                drafts.add(draft);
            }
        }
        var guard = new Guards(rules).judge(drafts, List.of(), said.at());
        if (guard.isPresent()) {
            return new Verdict.Refused(guard.get());
        }
        var event = new IdentifiedEvent(said.reference(), said.account(), said.at(), strongest, List.of(), List.of());
        var survivor = graph.merge(drafts, event, said.rule());
        graph.connect(survivor, strongest.getFirst(), strongest.getLast(), event, said);
        return new Verdict.Joined(graph.change());
    }

    /** The view was asked for profiles, not for identifiers, so it names no owners yet. */
    private static GraphView owning(GraphView view, List<Profile> both) {
        var owners = new HashMap<Identifier, UUID>();
        both.forEach(profile -> profile.nodes().keySet().forEach(it -> owners.put(it, profile.id())));
        return new GraphView(view.number(), view.nextNode(), view.nextEdge(), owners, view.profiles());
    }

    private Identifier strongest(Profile profile) {
        return profile.nodes().values().stream()
                // A visit last: its evidence goes when it is settled.
                .min(Comparator.comparing(Node::isSession)
                        .thenComparingInt(
                                it -> rules.of(it.identifier().namespace()).priority())
                        .thenComparingLong(Node::id))
                .map(Node::identifier)
                .orElseThrow(() -> new IllegalStateException("a living profile has an identifier"));
    }

    /** The separations that have one side here and another there. */
    private static Set<Long> separations(List<Profile> both) {
        var shared = new HashSet<>(separationsOf(both.getFirst()));
        shared.retainAll(separationsOf(both.getLast()));
        return shared;
    }

    private static Set<Long> separationsOf(Profile profile) {
        return profile.nodes().values().stream()
                .flatMap(it -> it.apart().stream())
                .map(Apart::separation)
                .collect(Collectors.toSet());
    }

    private static Profile profile(GraphView view, UUID id) {
        var profile = view.profiles().get(id);
        if (profile == null) {
            throw new IllegalStateException("the view holds the profiles that were asked for");
        }
        return profile;
    }
}
