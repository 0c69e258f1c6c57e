package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.rules.SharedDevices;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a tenant's graph that a decision is about, as of one graph number: the owners of the identifiers asked
 * for, and these profiles whole. Identifiers without an owner are new.
 *
 * @param nextNode the id that the next new node gets
 * @param nextEdge the id that the next new edge gets
 * @param erased those of the identifiers asked for that are, or were, an erased person's
 */
public record GraphView(
        long number,
        long nextNode,
        long nextEdge,
        Map<Identifier, UUID> owners,
        Map<UUID, Profile> profiles,
        Map<Identifier, ErasedMark> erased) {

    /** A view of a graph from which nobody was erased. */
    public GraphView(
            long number, long nextNode, long nextEdge, Map<Identifier, UUID> owners, Map<UUID, Profile> profiles) {
        this(number, nextNode, nextEdge, owners, profiles, Map.of());
    }

    public static GraphView empty() {
        return new GraphView(0, 0, 0, Map.of(), Map.of());
    }

    /**
     * The visits on shared devices of this view that events of this span may belong to, and whose owners the view does
     * not know yet: to be read before a decision.
     */
    public Set<Identifier> visits(Set<Identifier> asked, Span span, SharedDevices rule) {
        var visits = new HashSet<Identifier>();
        for (var device : asked) {
            var holder = SharedDeviceEvent.isDevice(device) ? owner(device) : null;
            var node = holder == null ? null : holder.nodes().get(device);
            if (node != null && node.use().isShared()) {
                new Visits(node.use(), rule.session())
                        .within(span.from(), span.to())
                        .map(it -> Visits.identifier(device, it))
                        .forEach(visits::add);
            }
        }
        visits.removeAll(owners.keySet());
        return visits;
    }

    /** The first and the last of some events' times, in suite milliseconds. */
    public record Span(long from, long to) {

        public static Span of(List<IdentifiedEvent> events) {
            var times = events.stream().mapToLong(IdentifiedEvent::at).summaryStatistics();
            return new Span(times.getMin(), times.getMax());
        }
    }

    @Nullable
    Profile owner(Identifier identifier) {
        var id = owners.get(identifier);
        return id == null ? null : profiles.get(id);
    }
}
