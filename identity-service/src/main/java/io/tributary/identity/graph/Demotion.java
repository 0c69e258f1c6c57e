package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;
import java.util.List;
import java.util.UUID;

/**
 * An identifier that was left out of an event's resolution because joining by it would have broken a rule.
 *
 * @param competing the profiles that the event would have joined
 */
public record Demotion(Identifier identifier, Guard guard, List<UUID> competing) {

    public Demotion {
        competing = List.copyOf(competing);
    }
}
