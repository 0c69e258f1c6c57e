package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a tenant's graph that a decision is about, as of one graph number: the owners of the identifiers asked
 * for, and these profiles whole. Identifiers without an owner are new.
 *
 * @param nextNode the id that the next new node gets
 * @param nextEdge the id that the next new edge gets
 */
public record GraphView(
        long number, long nextNode, long nextEdge, Map<Identifier, UUID> owners, Map<UUID, Profile> profiles) {

    public static GraphView empty() {
        return new GraphView(0, 0, 0, Map.of(), Map.of());
    }

    @Nullable
    Profile owner(Identifier identifier) {
        var id = owners.get(identifier);
        return id == null ? null : profiles.get(id);
    }
}
