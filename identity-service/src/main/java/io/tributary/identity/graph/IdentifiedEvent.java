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
 * @param arrival how it came in
 */
public record IdentifiedEvent(
        String messageId,
        String sourceId,
        long at,
        List<Identifier> identifiers,
        List<Consent> consents,
        List<PointSignal> signals,
        Arrival arrival) {

    /** An event that came in when it happened. */
    public IdentifiedEvent(
            String messageId,
            String sourceId,
            long at,
            List<Identifier> identifiers,
            List<Consent> consents,
            List<PointSignal> signals) {
        this(messageId, sourceId, at, identifiers, consents, signals, Arrival.at(at));
    }

    public IdentifiedEvent {
        identifiers = List.copyOf(identifiers);
        consents = List.copyOf(consents);
        signals = List.copyOf(signals);
    }

    /** The same event with some of its identifiers only. */
    IdentifiedEvent naming(List<Identifier> some) {
        return new IdentifiedEvent(messageId, sourceId, at, some, consents, signals, arrival);
    }
}
