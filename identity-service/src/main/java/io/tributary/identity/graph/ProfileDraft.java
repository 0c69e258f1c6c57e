package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.identifier.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile while a batch is decided: reads through to the known state and copies it at the first change. */
final class ProfileDraft {

    private final UUID id;
    private final boolean fresh;
    private long firstSeen;
    private int merges;
    private Map<Identifier, Node> nodes;
    private Set<Link> links;
    private Consents consents;
    private boolean restricted;
    private boolean changed;
    private boolean told;
    private @Nullable ProfileDraft survivor;

    private ProfileDraft(Profile known, boolean fresh) {
        this.id = known.id();
        this.fresh = fresh;
        this.firstSeen = known.firstSeen();
        this.merges = known.merges();
        this.nodes = known.nodes();
        this.links = known.links();
        this.consents = known.consents();
        this.restricted = known.restricted();
        this.changed = fresh;
        this.told = fresh;
    }

    static ProfileDraft of(Profile known) {
        return new ProfileDraft(known, false);
    }

    static ProfileDraft fresh(UUID id, long at) {
        return new ProfileDraft(new Profile(id, at, 0, Map.of(), Set.of(), Consents.none()), true);
    }

    /** The profile that this one lives on in: itself, unless it was merged. */
    ProfileDraft root() {
        var at = this;
        while (at.survivor != null) {
            at = at.survivor;
        }
        return at;
    }

    void put(Node node) {
        own();
        nodes.put(node.identifier(), node);
    }

    /** Puts what matters to identity alone. */
    void putUntold(Node node) {
        copy();
        nodes.put(node.identifier(), node);
        changed = true;
    }

    /** Lets a node go together with its links, which are returned. */
    List<Link> remove(Node node) {
        own();
        nodes.remove(node.identifier());
        var gone = links.stream()
                .filter(it -> it.a() == node.id() || it.b() == node.id())
                .toList();
        links.removeAll(gone);
        return gone;
    }

    boolean connect(Link link) {
        if (links.contains(link)) {
            return false;
        }
        own();
        links.add(link);
        return true;
    }

    boolean say(Collection<Consent> statements) {
        return replace(consents.with(statements));
    }

    /** Takes the loser in: its nodes, links, and the stricter of both consents and of what may be processed. */
    void absorb(ProfileDraft loser) {
        own();
        merges = joinedMerges(List.of(this, loser));
        nodes.putAll(loser.nodes);
        links.addAll(loser.links);
        replace(consents.joinedWith(loser.consents));
        firstSeen = Math.min(firstSeen, loser.firstSeen);
        restricted |= loser.restricted;
        loser.survivor = this;
        loser.changed = true;
    }

    /** How many merges these have behind them when they are one: a visit is not a merge. */
    static int joinedMerges(Collection<ProfileDraft> drafts) {
        int parts = drafts.stream().mapToInt(it -> it.isVisit() ? 0 : 1).sum();
        return drafts.stream().mapToInt(ProfileDraft::merges).sum() + Math.max(0, parts - 1);
    }

    /** Whether it is nobody yet, only visits on shared devices. */
    boolean isVisit() {
        return nodes.values().stream().allMatch(Node::isSession);
    }

    private boolean replace(Consents next) {
        if (next.equals(consents)) {
            return false;
        }
        consents = next;
        changed = true;
        told = true;
        return true;
    }

    private void own() {
        copy();
        changed = true;
        told = true;
    }

    private void copy() {
        if (!(nodes instanceof HashMap<Identifier, Node>)) {
            nodes = new HashMap<>(nodes);
            links = new HashSet<>(links);
        }
    }

    /** Older first; of equally old ones the smaller id, so that every instance picks the same survivor. */
    static int byAge(ProfileDraft one, ProfileDraft other) {
        int age = Long.compare(one.firstSeen, other.firstSeen);
        return age != 0 ? age : one.id.toString().compareTo(other.id.toString());
    }

    Profile toProfile() {
        return new Profile(id, firstSeen, merges, nodes, links, consents, restricted);
    }

    UUID id() {
        return id;
    }

    boolean isFresh() {
        return fresh;
    }

    boolean isChanged() {
        return changed;
    }

    /** Whether others need to hear of the change. */
    boolean isTold() {
        return told;
    }

    boolean isGone() {
        return survivor != null;
    }

    int merges() {
        return merges;
    }

    long firstSeen() {
        return firstSeen;
    }

    Map<Identifier, Node> nodes() {
        return nodes;
    }

    Set<Link> links() {
        return links;
    }

    Consents consents() {
        return consents;
    }
}
