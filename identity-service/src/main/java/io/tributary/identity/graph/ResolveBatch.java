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
 * Decides for each event of a batch, in log order, whose it is, and what that changes. If the join of everybody whom the
 * event names would break a rule, an identifier that conflicts with a stronger one is left out. A shared device takes no
 * part: an event without a person belongs to its visit, and the login that follows takes the visit over.
 */
public final class ResolveBatch {

    private final Guards guards;
    private final DeviceOwners owners;
    private final IdentityRules rules;
    private final Supplier<UUID> profileIds;
    private final Present present;

    /** Decides without knowing when: for evidence that is told again. */
    public ResolveBatch(IdentityRules rules, Supplier<UUID> profileIds) {
        this(rules, profileIds, Present.unknown());
    }

    public ResolveBatch(IdentityRules rules, Supplier<UUID> profileIds, Present present) {
        this.guards = new Guards(rules);
        this.owners = new DeviceOwners(rules);
        this.rules = rules;
        this.profileIds = profileIds;
        this.present = present;
    }

    /**
     * What came of a batch, and everything that changes.
     *
     * @param events one per event, in the events' order, up to the one before which a device is to be flagged
     * @param due the devices to be flagged before the next event is resolved; empty at the end of the batch
     */
    public record Decision(List<Resolved> events, GraphChange change, List<GuardHit> guardHits, Set<DueDevice> due)
            implements Deciding {}

    public Decision decide(GraphView view, List<IdentifiedEvent> events) {
        var graph = new WorkingGraph(view, profileIds, present);
        var erased = new ErasedPeople(graph);
        var verdicts = new ArrayList<Verdict>(events.size());
        Set<DueDevice> due = Set.of();
        for (var event : events) {
            switch (erased.judge(event)) {
                case ErasedPeople.Judged.Dropped _ -> verdicts.add(Verdict.erased());
                case ErasedPeople.Judged.Goes goes -> due = resolve(graph, goes.event(), verdicts);
            }
            if (!due.isEmpty()) {
                break;
            }
        }
        var resolved = new ArrayList<Resolved>(verdicts.size());
        var hits = new ArrayList<GuardHit>();
        for (int i = 0; i < verdicts.size(); i++) {
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
        return new Decision(List.copyOf(resolved), graph.change(), List.copyOf(hits), due);
    }

    private record Verdict(
            Resolution resolution,
            Optional<ProfileDraft> draft,
            List<Identifier> identifiers,
            List<Demotion> demotions) {

        static Verdict erased() {
            return new Verdict(new Resolution.Erased(), Optional.empty(), List.of(), List.of());
        }
    }

    /** Resolves the next event, unless devices are to be flagged before it: then answers those. */
    private Set<DueDevice> resolve(WorkingGraph graph, IdentifiedEvent told, List<Verdict> verdicts) {
        var handset = Handset.of(graph, told);
        var event = handset.event();
        var due = owners.due(graph, event, it -> joined(graph, it, event.at()));
        if (due.isEmpty()) {
            var verdict = resolve(graph, event);
            verdict.draft().ifPresent(it -> owners.count(graph, event, it));
            verdicts.add(with(handset, graph, verdict));
        }
        return due;
    }

    private Verdict resolve(WorkingGraph graph, IdentifiedEvent event) {
        if (event.identifiers().isEmpty()) {
            return new Verdict(new Resolution.Unidentified(), Optional.empty(), List.of(), List.of());
        }
        var person = SharedDeviceEvent.of(graph, event, rules.sharedDevices());
        var demotions = new ArrayList<>(person.demotions());
        var join = freeOfConflicts(graph, person.identifiers(), event.at());
        demotions.addAll(join.demotions());
        return apply(graph, event, join, demotions);
    }

    /** The handset follows whoever the event is about. */
    private Verdict with(Handset handset, WorkingGraph graph, Verdict verdict) {
        if (handset.ids().isEmpty() || verdict.draft().isEmpty()) {
            return verdict;
        }
        var person = verdict.draft().get();
        boolean login = verdict.identifiers().stream().anyMatch(it -> rules.isLogin(it.namespace()));
        var followed = handset.follow(graph, person.root(), guards, login);
        graph.seen(person.root(), handset.event(), followed.followed());
        var identifiers = new ArrayList<>(verdict.identifiers());
        identifiers.addAll(followed.followed());
        var demotions = new ArrayList<>(verdict.demotions());
        demotions.addAll(followed.demotions());
        return new Verdict(verdict.resolution(), verdict.draft(), List.copyOf(identifiers), List.copyOf(demotions));
    }

    private DeviceOwners.Joined joined(WorkingGraph graph, List<Identifier> identifiers, long at) {
        var join = freeOfConflicts(graph, identifiers, at);
        return new DeviceOwners.Joined(join.hits(), join.identifiers());
    }

    private Join freeOfConflicts(WorkingGraph graph, List<Identifier> identifiers, long at) {
        var everybody = join(graph, identifiers, List.of());
        return guard(everybody, at).isEmpty() ? everybody : withoutConflicts(graph, identifiers, at);
    }

    /** From the strongest on, takes each identifier that may join those before it. */
    private Join withoutConflicts(WorkingGraph graph, List<Identifier> identifiers, long at) {
        var taken = new ArrayList<>(identifiers.subList(0, 1));
        var demotions = new ArrayList<Demotion>();
        for (var next : identifiers.subList(1, identifiers.size())) {
            taken.add(next);
            var wider = join(graph, taken, List.of());
            var guard = guard(wider, at);
            if (guard.isPresent()) {
                var competing = wider.hits().stream().map(ProfileDraft::id).toList();
                demotions.add(new Demotion(taken.removeLast(), guard.get(), competing));
            }
        }
        return join(graph, taken, demotions);
    }

    private Optional<Guard> guard(Join join, long at) {
        boolean joinsNothing = join.identifiers().size() == 1
                || (join.hits().size() == 1 && join.added().isEmpty());
        return joinsNothing ? Optional.empty() : guards.judge(join.hits(), join.added(), at);
    }

    private static Join join(WorkingGraph graph, List<Identifier> identifiers, List<Demotion> demotions) {
        var hits = owners(graph, identifiers);
        var added = identifiers.stream().filter(it -> graph.owner(it) == null).toList();
        return new Join(hits, added, List.copyOf(identifiers), demotions);
    }

    private record Join(
            Set<ProfileDraft> hits, List<Identifier> added, List<Identifier> identifiers, List<Demotion> demotions) {}

    private static Verdict apply(WorkingGraph graph, IdentifiedEvent event, Join join, List<Demotion> demotions) {
        var losers = new ArrayList<>(join.hits().stream().map(ProfileDraft::id).toList());
        var draft = join.hits().isEmpty()
                ? graph.create(event.at())
                : join.hits().size() == 1
                        ? join.hits().iterator().next()
                        : graph.merge(join.hits(), event, EvidenceEdge.SAME_EVENT);
        losers.remove(draft.id());
        join.added().forEach(it -> graph.attach(draft, it, event.at()));
        connect(graph, draft, event, join.identifiers());
        graph.say(draft, event, join.identifiers());
        graph.signal(draft, event, join.identifiers());
        graph.seen(draft, event, join.identifiers());
        graph.settle(draft);
        var resolution = join.hits().isEmpty()
                ? new Resolution.Created(draft.id())
                : losers.isEmpty()
                        ? new Resolution.Attached(draft.id())
                        : new Resolution.Merged(draft.id(), List.copyOf(losers));
        return new Verdict(resolution, Optional.of(draft), join.identifiers(), List.copyOf(demotions));
    }

    /** A star round the strongest identifier connects them all with the fewest edges. */
    private static void connect(
            WorkingGraph graph, ProfileDraft draft, IdentifiedEvent event, List<Identifier> identifiers) {
        var centre = identifiers.getFirst();
        for (var other : identifiers.subList(1, identifiers.size())) {
            graph.connect(
                    draft,
                    centre,
                    other,
                    event,
                    Visits.isOne(other) ? EvidenceEdge.SAME_SESSION : EvidenceEdge.SAME_EVENT);
        }
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
