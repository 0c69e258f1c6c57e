package io.tributary.identity.simulation;

import io.tributary.identity.identifier.Identifier;
import java.util.UUID;

/**
 * An identifier that was left out of an event.
 *
 * @param profile the living profile of the person to whom the event went
 * @param at suite milliseconds
 */
public record Refusal(UUID profile, Identifier identifier, String messageId, long at) {}
