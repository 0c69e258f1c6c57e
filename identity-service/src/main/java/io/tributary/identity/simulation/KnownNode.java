package io.tributary.identity.simulation;

import io.tributary.identity.graph.Apart;
import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.UUID;

/**
 * An identifier and whose it is now.
 *
 * @param firstSeen suite milliseconds
 * @param apart what people said it is kept apart from
 */
public record KnownNode(long id, Identifier identifier, UUID profile, long firstSeen, List<Apart> apart) {

    public KnownNode {
        apart = List.copyOf(apart);
    }
}
