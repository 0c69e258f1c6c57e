package io.tributary.identity.intake;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.identifier.Candidate;
import java.util.List;

/**
 * What of an accepted event matters to identity, as the event spelled it.
 *
 * @param at the event's resolved time in suite milliseconds
 */
public record IncomingEvent(
        String messageId,
        String sourceId,
        long at,
        List<Candidate> candidates,
        List<Consent> consents,
        List<PointSignal> signals) {}
