package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides for each event of a batch, in log order, whose it is, and what that changes. While the join of everybody whom
 * the event names would break a rule, its weakest identifier is left out and the rest is tried again.
 */
public final class ResolveBatch {

    private final Guards guards;
    private final Supplier<UUID> profileIds;

    public ResolveBatch(IdentityRules rules, Supplier<UUID> profileIds) {
        this.guards = new Guards(rules);
        this.profileIds = profileIds;
    }

    /** What came of a batch: one entry per event in the events' order, and everything that changes. */
    public record Decision(List<Resolved> events, GraphChange change, List<GuardHit> guardHits) implements Deciding {}

    public Decision decide(GraphView view, List<IdentifiedEvent> events) {
        var graph = new WorkingGraph(view, profileIds);
        var verdicts = events.stream().map(it -> resolve(graph, it)).toList();
        var resolved = new ArrayList<Resolved>(events.size());
        var hits = new ArrayList<GuardHit>();
        for (int i = 0; i < events.size(); i++) {
            var verdict = verdicts.get(i);
            // As of the end of the batch: a merge further on in it carries this very graph number, so an event that
            // still named the loser would not be forwarded.
            var profile = verdict.draft().map(it -> it.root().id()).orElse(null);
            resolved.add(new Resolved(verdict.resolution(), profile, verdict.identifiers(), verdict.demotions()));
            if (profile != null) {
                var event = events.get(i);
                verdict.demotions().forEach(it -> hits.add(new GuardHit(profile, it, event.messageId(), event.at())));
            }
        }
        return new Decision(List.copyOf(resolved), graph.change(), List.copyOf(hits));
    }

    private record Verdict(
            Resolution resolution,
            Optional<ProfileDraft> draft,
            List<Identifier> identifiers,
            List<Demotion> demotions) {}

    private Verdict resolve(WorkingGraph graph, IdentifiedEvent event) {
        var current = new ArrayList<>(event.identifiers());
        if (current.isEmpty()) {
            return new Verdict(new Resolution.Unidentified(), Optional.empty(), List.of(), List.of());
        }
        var demotions = new ArrayList<Demotion>();
        while (true) {
            var hits = owners(graph, current);
            var added = current.stream().filter(it -> graph.owner(it) == null).toList();
            boolean joinsNothing = current.size() == 1 || (hits.size() == 1 && added.isEmpty());
            var guard = joinsNothing ? Optional.<Guard>empty() : guards.judge(hits, added, event.at());
            if (guard.isEmpty()) {
                return apply(graph, event, new Join(hits, added, current), demotions);
            }
            var competing = hits.stream().map(ProfileDraft::id).toList();
            demotions.add(new Demotion(current.removeLast(), guard.get(), competing));
        }
    }

    private record Join(Set<ProfileDraft> hits, List<Identifier> added, List<Identifier> identifiers) {}

    private static Verdict apply(WorkingGraph graph, IdentifiedEvent event, Join join, List<Demotion> demotions) {
        var losers = new ArrayList<>(join.hits().stream().map(ProfileDraft::id).toList());
        var draft = join.hits().isEmpty()
                ? graph.create(event.at())
                : join.hits().size() == 1
                        ? join.hits().iterator().next()
                        : graph.merge(join.hits(), event, EvidenceEdge.SAME_EVENT);
        losers.remove(draft.id());
        join.added().forEach(it -> graph.attach(draft, it, event.at()));
        // A star round the strongest identifier connects them all with the fewest edges.
        var centre = join.identifiers().getFirst();
        for (var other : join.identifiers().subList(1, join.identifiers().size())) {
            graph.connect(draft, centre, other, event, EvidenceEdge.SAME_EVENT);
        }
        graph.say(draft, event.consents());
        graph.signal(draft, event, join.identifiers());
        graph.seen(draft, event, join.identifiers());
        var resolution = join.hits().isEmpty()
                ? new Resolution.Created(draft.id())
                : losers.isEmpty()
                        ? new Resolution.Attached(draft.id())
                        : new Resolution.Merged(draft.id(), List.copyOf(losers));
        return new Verdict(resolution, Optional.of(draft), List.copyOf(join.identifiers()), List.copyOf(demotions));
    }

    private static Set<ProfileDraft> owners(WorkingGraph graph, List<Identifier> identifiers) {
        var owners = new LinkedHashSet<ProfileDraft>();
        for (var identifier : identifiers) {
            var owner = graph.owner(identifier);
            if (owner != null) {
                owners.add(owner);
            }
        }
        return owners;
    }
}
