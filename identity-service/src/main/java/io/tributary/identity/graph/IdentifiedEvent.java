package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.identifier.Identifier;
import java.util.List;

/**
 * What resolution needs of an event.
 *
 * @param at the event's resolved time in suite milliseconds
 * @param identifiers distinct, strongest namespace first
 */
public record IdentifiedEvent(
        String messageId,
        String sourceId,
        long at,
        List<Identifier> identifiers,
        List<Consent> consents,
        List<PointSignal> signals) {

    public IdentifiedEvent {
        identifiers = List.copyOf(identifiers);
        consents = List.copyOf(consents);
        signals = List.copyOf(signals);
    }

    /** The same event with some of its identifiers only. */
    IdentifiedEvent naming(List<Identifier> some) {
        return new IdentifiedEvent(messageId, sourceId, at, some, consents, signals);
    }
}
