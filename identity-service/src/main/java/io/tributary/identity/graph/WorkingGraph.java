package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentCause;
import io.tributary.identity.consent.Statements;
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
    private final Present present;
    private final Map<UUID, ProfileDraft> drafts = new LinkedHashMap<>();
    private final Map<Identifier, ProfileDraft> placed = new HashMap<>();
    private final Set<Identifier> newNodes = new LinkedHashSet<>();
    private final Set<Identifier> changedNodes = new LinkedHashSet<>();
    private final List<GraphChange.PlacedConsent> consents = new ArrayList<>();
    private final Map<Long, Statements> said = new LinkedHashMap<>();
    private final List<EvidenceEdge> edges = new ArrayList<>();
    private final List<Link> revoked = new ArrayList<>();
    private final Map<Identifier, Long> dropped = new LinkedHashMap<>();
    private final Map<Identifier, Node> leaving = new HashMap<>();
    private final List<MergeRecord> merges = new ArrayList<>();
    private final Map<Identifier, ErasedMark> freed = new LinkedHashMap<>();
    private long nextNode;
    private long nextEdge;

    WorkingGraph(GraphView view, Supplier<UUID> profileIds) {
        this(view, profileIds, Present.unknown());
    }

    WorkingGraph(GraphView view, Supplier<UUID> profileIds, Present present) {
        this.view = view;
        this.profileIds = profileIds;
        this.present = present;
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

    /** Whose an identifier was before, if that person was erased. */
    Optional<ErasedMark> erased(Identifier identifier) {
        return Optional.ofNullable(freed.getOrDefault(identifier, view.erased().get(identifier)));
    }

    /** The erased person is back with this identifier. */
    void free(Identifier identifier, long receivedAt) {
        erased(identifier).ifPresent(it -> freed.put(identifier, it.freedBy(receivedAt)));
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
        // Evidence that went and came back within the batch never went.
        if (draft.connect(link) && !revoked.remove(link)) {
            edges.add(new EvidenceEdge(nextEdge++, link, event.messageId(), event.sourceId(), event.at(), rule));
        }
    }

    /** Takes a handset's id from its holder, unless that would fall apart without it; its evidence no longer counts. */
    boolean letGo(ProfileDraft holder, Identifier id) {
        var node = node(holder, id);
        var others = holder.nodes().values().stream()
                .map(Node::id)
                .filter(it -> it != node.id())
                .toList();
        boolean holds = !others.isEmpty()
                && Neighbours.without(node.id(), holder.links())
                        .reachedFrom(others.subList(0, 1))
                        .containsAll(others);
        if (holds) {
            revoked.addAll(holder.remove(node));
            leaving.put(id, node);
        }
        return holds;
    }

    /** Gives a handset's id to somebody. What it was to its former holder ends, so it is a node of its own. */
    void receive(ProfileDraft draft, Identifier id, IdentifiedEvent event) {
        var before = leaving.remove(id);
        if (before == null) {
            attach(draft, id, event.at());
        } else if (newNodes.contains(id)) {
            draft.put(before.seen(event.at()));
            placed.put(id, draft);
        } else {
            dropped.put(id, before.id());
            changedNodes.remove(id);
            draft.put(before.metAgain(nextNode++, event.at()));
            placed.put(id, draft);
            newNodes.add(id);
        }
        connect(draft, strongest(draft, event), id, event, EvidenceEdge.SAME_EVENT);
    }

    private static Identifier strongest(ProfileDraft draft, IdentifiedEvent event) {
        return event.identifiers().stream()
                .filter(draft.nodes()::containsKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("an event names somebody by an identifier that they have"));
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
            var links = draft.remove(visit);
            revoked.addAll(links);
            inherit(draft, visit, links);
            dropped.put(visit.identifier(), visit.id());
            changedNodes.remove(visit.identifier());
            placed.remove(visit.identifier());
        }
    }

    /** What was said during a visit is from now on said by whoever the visit belongs to. */
    private void inherit(ProfileDraft draft, Node visit, List<Link> links) {
        draft.nodes().values().stream()
                .filter(it -> links.contains(Link.between(it, visit)))
                .min(Comparator.comparing(Node::isSession).thenComparingLong(Node::id))
                .ifPresent(it -> keep(draft, it, visit.said().byPurpose().values()));
    }

    /** Takes what is new; the strongest identifier of the event stands for who said it. */
    void say(ProfileDraft draft, IdentifiedEvent event, List<Identifier> used) {
        var sayer = node(draft, used.getFirst());
        var fresh = event.consents().stream()
                .filter(it -> !isRepeat(draft, sayer, it))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        var before = draft.consents();
        if (draft.say(fresh)) {
            answered(draft, before.byPurpose(), ConsentCause.SAID);
        }
        long next = nextEdge;
        keep(
                draft,
                sayer,
                fresh.stream().map(it -> new Statements.Made(it, next)).toList());
    }

    /** Whether it adds nothing to what is known of who said what, even if all others of this profile turn out to be others. */
    private static boolean isRepeat(ProfileDraft draft, Node sayer, Consent statement) {
        return sayer.said().repeat(statement)
                && !draft.consents().isTurnedBy(statement)
                && draft.nodes().values().stream()
                        .noneMatch(it -> it.said().deniedSince(sayer.said(), statement.purpose()));
    }

    private void keep(ProfileDraft draft, Node sayer, Collection<Statements.Made> made) {
        var now = sayer.said().with(made);
        if (!now.equals(sayer.said())) {
            replace(draft, sayer.withSaid(now));
            said.put(sayer.id(), now);
        }
    }

    /** What came back counts for the event's own addresses; without any, for all of the person: never mailing is the safe side. */
    void signal(ProfileDraft draft, IdentifiedEvent event, List<Identifier> used) {
        for (var signal : event.signals()) {
            var targets = switch (signal.kind()) {
                case BOUNCE, COMPLAINT, UNSUBSCRIBE -> mailboxes(draft, used);
                case PROVED ->
                    used.stream().filter(it -> it.equals(signal.address())).toList();
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
     * that once a day and for what happens about now, because whoever sends wants to know how old it is.
     */
    void seen(ProfileDraft draft, IdentifiedEvent event, List<Identifier> used) {
        long at = present.atMost(event.at());
        used.stream()
                .filter(it -> draft.isChanged() || isStale(node(draft, it), event.at()))
                .toList()
                .forEach(it -> {
                    var node = node(draft, it);
                    replace(draft, present.isBefore(node.lastSeen()) ? node.seenAt(at) : node.seen(at));
                });
    }

    private boolean isStale(Node node, long at) {
        return ContactPoints.channel(node.identifier()).isPresent()
                && present.isAbout(at)
                && (at - node.lastSeen() >= SEEN_AGAIN_MILLIS || present.isBefore(node.lastSeen()));
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
                statements(),
                Optional.empty(),
                freed.entrySet().stream()
                        .map(it ->
                                new GraphChange.Freed(it.getKey(), it.getValue().until()))
                        .toList());
    }

    private List<GraphChange.PlacedStatement> statements() {
        return said.entrySet().stream()
                .filter(it -> !dropped.containsValue(it.getKey()))
                .flatMap(node -> node.getValue().byPurpose().values().stream()
                        .sorted(Comparator.comparing(it -> it.consent().purpose()))
                        .map(it -> new GraphChange.PlacedStatement(node.getKey(), it)))
                .toList();
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
