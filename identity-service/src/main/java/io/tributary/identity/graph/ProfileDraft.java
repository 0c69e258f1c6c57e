package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.Consents;
import io.tributary.identity.identifier.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
    private boolean changed;
    private @Nullable ProfileDraft survivor;

    private ProfileDraft(Profile known, boolean fresh) {
        this.id = known.id();
        this.fresh = fresh;
        this.firstSeen = known.firstSeen();
        this.merges = known.merges();
        this.nodes = known.nodes();
        this.links = known.links();
        this.consents = known.consents();
        this.changed = fresh;
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

    /** Takes the loser in: its nodes, links and the stricter of both consents. */
    void absorb(ProfileDraft loser) {
        own();
        nodes.putAll(loser.nodes);
        links.addAll(loser.links);
        replace(consents.joinedWith(loser.consents));
        firstSeen = Math.min(firstSeen, loser.firstSeen);
        merges += loser.merges + 1;
        loser.survivor = this;
        loser.changed = true;
    }

    private boolean replace(Consents next) {
        if (next.equals(consents)) {
            return false;
        }
        consents = next;
        changed = true;
        return true;
    }

    private void own() {
        if (!(nodes instanceof HashMap<Identifier, Node>)) {
            nodes = new HashMap<>(nodes);
            links = new HashSet<>(links);
        }
        changed = true;
    }

    /** Older first; of equally old ones the smaller id, so that every instance picks the same survivor. */
    static int byAge(ProfileDraft one, ProfileDraft other) {
        int age = Long.compare(one.firstSeen, other.firstSeen);
        return age != 0 ? age : one.id.toString().compareTo(other.id.toString());
    }

    Profile toProfile() {
        return new Profile(id, firstSeen, merges, nodes, links, consents);
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

    Consents consents() {
        return consents;
    }
}
