package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.contact.ContactPoints;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The graph while one batch is decided: answers who owns an identifier now, and collects what changes. */
final class WorkingGraph {

    private static final long SEEN_AGAIN_MILLIS = 24 * 60 * 60 * 1_000L;

    /** Visits whose evidence a profile keeps, so that each can still be taken back. */
    static final int MOST_VISITS = 100;

    private final GraphView view;
    private final Supplier<UUID> profileIds;
    private final Map<UUID, ProfileDraft> drafts = new LinkedHashMap<>();
    private final Map<Identifier, ProfileDraft> placed = new HashMap<>();
    private final Set<Identifier> newNodes = new LinkedHashSet<>();
    private final Set<Identifier> changedNodes = new LinkedHashSet<>();
    private final List<GraphChange.PlacedConsent> consents = new ArrayList<>();
    private final List<EvidenceEdge> edges = new ArrayList<>();
    private final List<Link> revoked = new ArrayList<>();
    private final Map<Identifier, Long> dropped = new LinkedHashMap<>();
    private final List<MergeRecord> merges = new ArrayList<>();
    private long nextNode;
    private long nextEdge;

    WorkingGraph(GraphView view, Supplier<UUID> profileIds) {
        this.view = view;
        this.profileIds = profileIds;
        this.nextNode = view.nextNode();
        this.nextEdge = view.nextEdge();
    }

    @Nullable
    ProfileDraft owner(Identifier identifier) {
        var here = placed.get(identifier);
        if (here != null) {
            return here.root();
        }
        var known = dropped.containsKey(identifier) ? null : view.owner(identifier);
        return known == null
                ? null
                : drafts.computeIfAbsent(known.id(), _ -> ProfileDraft.of(known))
                        .root();
    }

    ProfileDraft create(long at) {
        var draft = ProfileDraft.fresh(profileIds.get(), at);
        drafts.put(draft.id(), draft);
        return draft;
    }

    void attach(ProfileDraft draft, Identifier identifier, long at) {
        draft.put(Node.met(nextNode++, identifier, at));
        placed.put(identifier, draft);
        newNodes.add(identifier);
    }

    /** Adds the evidence that both are one person's, unless a live edge says so already. */
    void connect(ProfileDraft draft, Identifier one, Identifier other, IdentifiedEvent event, String rule) {
        var link = Link.between(node(draft, one), node(draft, other));
        if (draft.connect(link)) {
            edges.add(new EvidenceEdge(nextEdge++, link, event.messageId(), event.sourceId(), event.at(), rule));
        }
    }

    /** The same for evidence that a person gave. */
    void connect(ProfileDraft draft, Identifier one, Identifier other, IdentifiedEvent event, HandMade said) {
        var link = Link.between(node(draft, one), node(draft, other));
        if (draft.connect(link)) {
            edges.add(new EvidenceEdge(
                    nextEdge++, link, said.reference(), event.sourceId(), event.at(), said.rule(), said.weight()));
        }
    }

    ProfileDraft merge(Set<ProfileDraft> hits, IdentifiedEvent event, String rule) {
        var byAge = hits.stream().sorted(ProfileDraft::byAge).toList();
        var survivor = byAge.getFirst();
        for (var loser : byAge.subList(1, byAge.size())) {
            var moved = loser.nodes().values().stream().map(Node::id).sorted().toList();
            var why = rule.equals(EvidenceEdge.SAME_EVENT) && (survivor.isVisit() || loser.isVisit())
                    ? EvidenceEdge.SAME_SESSION
                    : rule;
            merges.add(
                    new MergeRecord(0, survivor.id(), loser.id(), event.messageId(), event.at(), why, nextNode, moved));
            loser.nodes().keySet().forEach(it -> markChanged(loser, it));
            var before = survivor.consents();
            survivor.absorb(loser);
            answered(survivor, before.byPurpose(), ConsentCause.MERGE);
        }
        return survivor;
    }

    /** The node of an identifier that somebody holds. */
    Node node(Identifier identifier) {
        return node(ownerOf(identifier), identifier);
    }

    /** What is known of a device's use; null when nobody holds it. */
    @Nullable
    DeviceUse use(Identifier device) {
        var draft = owner(device);
        return draft == null ? null : node(draft, device).use();
    }

    /** Writes down who uses a device: nothing that others need to hear. */
    void use(Identifier device, DeviceUse now) {
        var draft = ownerOf(device);
        var node = node(draft, device);
        if (!node.use().equals(now)) {
            draft.putUntold(node.withUse(now));
            markChanged(draft, device);
        }
    }

    /** Lets the oldest visits of a profile go when it holds more than the cap; they stay the person's. */
    void settle(ProfileDraft draft) {
        var visits = draft.nodes().values().stream().filter(Node::isSession).toList();
        // One that is new in this batch has no row yet that could go; the next batch finds it.
        var going = visits.stream()
                .filter(it -> !newNodes.contains(it.identifier()))
                .sorted(Comparator.comparingLong(Node::id))
                .limit(Math.max(0, visits.size() - MOST_VISITS))
                .toList();
        for (var visit : going) {
            revoked.addAll(draft.remove(visit));
            dropped.put(visit.identifier(), visit.id());
            changedNodes.remove(visit.identifier());
            placed.remove(visit.identifier());
        }
    }

    void say(ProfileDraft draft, List<Consent> statements) {
        var before = draft.consents();
        if (!statements.isEmpty() && draft.say(statements)) {
            answered(draft, before.byPurpose(), ConsentCause.SAID);
        }
    }

    /** What came back counts for the event's own addresses; without any, for all of the person: never mailing is the safe side. */
    void signal(ProfileDraft draft, IdentifiedEvent event, List<Identifier> used) {
        for (var signal : event.signals()) {
            var targets = switch (signal.kind()) {
                case BOUNCE, COMPLAINT, UNSUBSCRIBE -> mailboxes(draft, used);
                case EMAIL_VERIFIED -> of(Namespace.EMAIL, used);
                case PHONE_VERIFIED -> of(Namespace.PHONE, used);
            };
            targets.forEach(it -> replace(draft, node(draft, it).after(signal)));
        }
    }

    private static List<Identifier> mailboxes(ProfileDraft draft, List<Identifier> used) {
        var own = of(Namespace.EMAIL, used);
        return own.isEmpty() ? of(Namespace.EMAIL, draft.nodes().keySet()) : own;
    }

    private static List<Identifier> of(String namespace, Collection<Identifier> identifiers) {
        return identifiers.stream()
                .filter(it -> it.namespace().equals(namespace))
                .toList();
    }

    /**
     * Moves the last-seen times of a profile that changes anyway; alone they are worth a write only for an address, and
     * that once a day, because whoever sends wants to know how old it is.
     */
    void seen(ProfileDraft draft, IdentifiedEvent event, List<Identifier> used) {
        used.stream()
                .filter(it -> draft.isChanged() || isStale(node(draft, it), event.at()))
                .toList()
                .forEach(it -> replace(draft, node(draft, it).seen(event.at())));
    }

    private static boolean isStale(Node node, long at) {
        return ContactPoints.channel(node.identifier()).isPresent() && at - node.lastSeen() >= SEEN_AGAIN_MILLIS;
    }

    /** Takes the marks of former splits off a profile's nodes. */
    void forget(ProfileDraft draft, Set<Long> separations) {
        for (var node : List.copyOf(draft.nodes().values())) {
            replace(
                    draft,
                    node.withApart(node.apart().stream()
                            .filter(it -> !separations.contains(it.separation()))
                            .toList()));
        }
    }

    GraphChange change() {
        var changed = drafts.values().stream().filter(ProfileDraft::isChanged).toList();
        var living = changed.stream().filter(it -> !it.isGone()).toList();
        return new GraphChange(
                living.stream().map(ProfileDraft::toProfile).toList(),
                living.stream().filter(it -> !it.isTold()).map(ProfileDraft::id).collect(Collectors.toSet()),
                changed.stream()
                        .filter(ProfileDraft::isGone)
                        .map(it -> new GraphChange.Gone(
                                it.id(), it.firstSeen(), it.merges(), it.root().id(), it.isFresh()))
                        .toList(),
                placedNodes(newNodes),
                placedNodes(changedNodes),
                List.copyOf(edges),
                List.copyOf(revoked),
                List.copyOf(dropped.values()),
                List.copyOf(merges),
                List.copyOf(consents),
                Optional.empty());
    }

    private List<GraphChange.PlacedNode> placedNodes(Set<Identifier> identifiers) {
        return identifiers.stream()
                .map(it -> {
                    var draft = ownerOf(it);
                    return new GraphChange.PlacedNode(node(draft, it), draft.id());
                })
                .sorted(Comparator.comparingLong(it -> it.node().id()))
                .toList();
    }

    private void replace(ProfileDraft draft, Node node) {
        if (!node.equals(node(draft, node.identifier()))) {
            draft.put(node);
            markChanged(draft, node.identifier());
        }
    }

    /** The view knows the owners of what the batch names; a profile's other nodes have theirs from here. */
    private void markChanged(ProfileDraft draft, Identifier identifier) {
        placed.putIfAbsent(identifier, draft);
        if (!newNodes.contains(identifier)) {
            changedNodes.add(identifier);
        }
    }

    /** Also what a profile says that is merged later in the batch: it gets that back when the merge is undone. */
    private void answered(ProfileDraft draft, Map<String, Consent> before, ConsentCause cause) {
        draft.consents().byPurpose().values().stream()
                .filter(it -> !it.equals(before.get(it.purpose())))
                .sorted(Comparator.comparing(Consent::purpose))
                .forEach(it -> consents.add(new GraphChange.PlacedConsent(it, draft.id(), cause)));
    }

    private ProfileDraft ownerOf(Identifier identifier) {
        var draft = owner(identifier);
        if (draft == null) {
            throw new IllegalStateException("a node that changed has an owner");
        }
        return draft;
    }

    private static Node node(ProfileDraft draft, Identifier identifier) {
        var node = draft.nodes().get(identifier);
        if (node == null) {
            throw new IllegalStateException("the profile holds the " + identifier.namespace() + " of the event");
        }
        return node;
    }
}
