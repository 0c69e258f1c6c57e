package io.tributary.identity.intake;

import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.graph.IdentifiedEvent;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Normalised;
import io.tributary.identity.identifier.Normaliser;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Decides which of an event's values are identifiers, and orders them from the strongest to the weakest. */
final class IdentifyEvent {

    /** More identifiers on one event are a broken client; the strongest are kept. */
    static final int MAX_IDENTIFIERS = 20;

    private final Normaliser normaliser;
    private final Comparator<Identifier> strongestFirst;

    IdentifyEvent(IdentityRules rules, String region) {
        this.normaliser = new Normaliser(rules, region);
        this.strongestFirst = Comparator.<Identifier>comparingInt(
                        it -> rules.of(it.namespace()).priority())
                .thenComparing(Identifier::namespace);
    }

    /** An event in normal form, and what was left out. */
    record Identified(IdentifiedEvent event, List<Normalised.Refused> refused) {}

    Identified identify(IncomingEvent event) {
        var identifiers = new LinkedHashSet<Identifier>();
        var signals = new ArrayList<>(event.signals());
        var refused = new ArrayList<Normalised.Refused>();
        for (var candidate : event.candidates()) {
            switch (normaliser.normalise(candidate)) {
                case Normalised.Valid valid -> {
                    identifiers.add(valid.identifier());
                    if (candidate.proved()) {
                        signals.add(PointSignal.proof(valid.identifier(), event.at()));
                    }
                }
                case Normalised.Refused no -> refused.add(no);
            }
        }
        var ordered = identifiers.stream()
                .sorted(strongestFirst)
                .limit(MAX_IDENTIFIERS)
                .toList();
        return new Identified(
                new IdentifiedEvent(
                        event.messageId(),
                        event.sourceId(),
                        event.at(),
                        ordered,
                        event.consents(),
                        signals,
                        event.arrival()),
                refused);
    }
}
