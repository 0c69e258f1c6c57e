package io.tributary.identity.intake;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.graph.Arrival;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.trait.Statement;
import java.util.List;

/**
 * What of an accepted event matters to identity, as the event spelled it.
 *
 * @param at the event's resolved time in suite milliseconds
 * @param statements what it says about names, birthday and address
 * @param arrival how it came in
 */
public record IncomingEvent(
        String messageId,
        String sourceId,
        long at,
        List<Candidate> candidates,
        List<Consent> consents,
        List<PointSignal> signals,
        List<Statement> statements,
        Arrival arrival) {

    /** An event that says nothing by which people can be recognised, and came in when it happened. */
    public IncomingEvent(
            String messageId,
            String sourceId,
            long at,
            List<Candidate> candidates,
            List<Consent> consents,
            List<PointSignal> signals) {
        this(messageId, sourceId, at, candidates, consents, signals, List.of(), Arrival.at(at));
    }
}
