package io.tributary.identity.simulation;

import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells again, in the order of time, what the evidence remembers. Of an event that brought nothing new nothing is left, so
 * it is not told; a visit on a shared device is told as the device and its login, because it joins nobody.
 */
final class Retelling {

    private final Map<Long, KnownNode> nodes = new HashMap<>();
    private final Map<UUID, Identifier> strongest;
    private final Map<String, Draft> messages = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();

    private Retelling(KnownGraph known, IdentityRules rules) {
        known.nodes().forEach(it -> nodes.put(it.id(), it));
        strongest = strongest(known, rules);
    }

    /**
     * The whole story of these people; equal times in the order in which the graph met them.
     *
     * @param rules those that the people were made by
     */
    static List<Told> of(KnownGraph known, IdentityRules rules) {
        var retelling = new Retelling(known, rules);
        known.edges().forEach(retelling::tell);
        known.refusals().forEach(retelling::tell);
        retelling.messages.values().forEach(it -> retelling.told.add(it.event()));
        var story = new ArrayList<Told>(retelling.beginnings(known));
        story.addAll(retelling.told);
        story.sort(Comparator.comparingLong(Told::at));
        return story;
    }

    private static Map<UUID, Identifier> strongest(KnownGraph known, IdentityRules rules) {
        var byProfile = new HashMap<UUID, Identifier>();
        known.nodes().stream()
                .filter(it -> DeviceUse.deviceOf(it.identifier()).isEmpty())
                .sorted(Comparator.<KnownNode>comparingInt(
                                it -> rules.of(it.identifier().namespace()).priority())
                        .thenComparingLong(KnownNode::id))
                .forEach(it -> byProfile.putIfAbsent(it.profile(), it.identifier()));
        return byProfile;
    }

    /** An event while the parts of it that the graph remembers are put together. */
    private static final class Draft {

        private final String messageId;
        private final Set<Identifier> identifiers = new LinkedHashSet<>();
        private long at = Long.MAX_VALUE;

        private Draft(String messageId) {
            this.messageId = messageId;
        }

        void name(Identifier identifier, long when) {
            identifiers.add(identifier);
            at = Math.min(at, when);
        }

        Told event() {
            return new Told.Happened(messageId, at, identifiers);
        }
    }

    private void tell(KnownEdge known) {
        var edge = known.edge();
        var one = named(edge.link().a());
        var other = named(edge.link().b());
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        switch (edge.rule()) {
            case EvidenceEdge.OPERATOR, EvidenceEdge.SUGGESTION -> {
                if (known.live()) {
                    told.add(new Told.Joined(edge.at(), one.get(), other.get()));
                }
            }
            default -> {
                var draft = messages.computeIfAbsent(edge.messageId(), Draft::new);
                draft.name(one.get(), edge.at());
                draft.name(other.get(), edge.at());
            }
        }
    }

    private Optional<Identifier> named(long node) {
        return Optional.ofNullable(nodes.get(node))
                .map(it -> DeviceUse.deviceOf(it.identifier()).orElse(it.identifier()));
    }

    /** An event that left nothing else is told with the strongest identifier of the person to whom it went. */
    private void tell(Refusal refusal) {
        var draft = messages.get(refusal.messageId());
        var person = strongest.get(refusal.profile());
        if (draft == null && person != null) {
            draft = messages.computeIfAbsent(refusal.messageId() + "/" + refusal.profile(), Draft::new);
            draft.name(person, refusal.at());
        }
        if (draft != null) {
            draft.name(refusal.identifier(), refusal.at());
        }
    }

    /** Who was met before anything else named them began alone. */
    private List<Told> beginnings(KnownGraph known) {
        var first = new HashMap<Identifier, Long>();
        messages.values().forEach(draft -> draft.identifiers.forEach(it -> first.merge(it, draft.at, Math::min)));
        return known.nodes().stream()
                .filter(it -> DeviceUse.deviceOf(it.identifier()).isEmpty())
                .filter(it -> it.firstSeen() < first.getOrDefault(it.identifier(), Long.MAX_VALUE))
                .sorted(Comparator.comparingLong(KnownNode::id))
                .<Told>map(it -> new Told.Happened("node-" + it.id(), it.firstSeen(), Set.of(it.identifier())))
                .toList();
    }
}
