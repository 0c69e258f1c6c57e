package io.tributary.identity.adapter.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.contracts.v1.CallType;
import io.tributary.identity.consent.Consent;
import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.graph.Arrival;
import io.tributary.identity.identifier.Candidate;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.intake.IncomingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An accepted event as identity sees it: who it may be about, and what it says about consent and addresses. */
final class EventReader {

    /** More answers on one event than any consent banner asks questions. */
    private static final int MAX_CONSENTS = 50;

    private final Counter skippedConsents;

    EventReader(MeterRegistry metrics) {
        this.skippedConsents = metrics.counter("cdp.consents.skipped");
    }

    /** Malformed JSON inside is a {@code JacksonException}. */
    IncomingEvent read(AcceptedEvent event) {
        var context = JsonParts.context(event.getContext().toByteArray());
        var candidates = new ArrayList<Candidate>();
        add(candidates, Namespace.USER_ID, event.getUserId());
        add(candidates, Namespace.ANONYMOUS_ID, event.getAnonymousId());
        if (event.getType() == CallType.ALIAS && !event.getPreviousId().equals(event.getUserId())) {
            // What a person was called before the login is a device's name; two user ids never become one person.
            add(candidates, Namespace.ANONYMOUS_ID, event.getPreviousId());
        }
        var statements = new ArrayList<>(context.traits().fields().statements());
        if (event.getType() == CallType.IDENTIFY) {
            var traits = JsonParts.traits(event.getTraits().toByteArray());
            candidates.addAll(traits.candidates());
            statements.addAll(traits.fields().statements());
        }
        candidates.addAll(
                DeviceIds.judged(context.candidates(), event.getContext().toByteArray()));
        long at = event.getTimes().getTimestamp();
        var signal = signal(event.getEvent());
        if (signal.isPresent()) {
            candidates.addAll(
                    JsonParts.traits(event.getProperties().toByteArray()).found());
        }
        return new IncomingEvent(
                event.getMessageId(),
                event.getSourceId(),
                at,
                candidates,
                consents(context.consents(), saidAt(event), event.getSourceId()),
                signal.map(it -> new PointSignal(it, at)).stream().toList(),
                statements,
                arrival(event, context.consents()));
    }

    private static Arrival arrival(AcceptedEvent event, Map<String, Boolean> preferences) {
        long received = event.getTimes().getReceivedAt();
        return new Arrival(
                received > 0 ? received : event.getTimes().getTimestamp(),
                event.getType() == CallType.IDENTIFY
                        && preferences.entrySet().stream().anyMatch(it -> it.getValue() && isPurpose(it.getKey())));
    }

    private static void add(List<Candidate> candidates, String namespace, String value) {
        if (!value.isEmpty()) {
            candidates.add(new Candidate(namespace, value));
        }
    }

    /** What was said was said before we heard of it, whatever the clock of a phone or of a file says. */
    private static long saidAt(AcceptedEvent event) {
        long at = event.getTimes().getTimestamp();
        long received = event.getTimes().getReceivedAt();
        return received > 0 ? Math.min(at, received) : at;
    }

    /** The e-mail events of the public specification that say something about the mailbox. */
    private static Optional<PointSignal.Kind> signal(String event) {
        return switch (event) {
            case "Unsubscribed" -> Optional.of(PointSignal.Kind.UNSUBSCRIBE);
            case "Email Bounced" -> Optional.of(PointSignal.Kind.BOUNCE);
            case "Email Marked as Spam" -> Optional.of(PointSignal.Kind.COMPLAINT);
            default -> Optional.empty();
        };
    }

    private List<Consent> consents(Map<String, Boolean> preferences, long at, String source) {
        var consents = preferences.entrySet().stream()
                .filter(it -> isPurpose(it.getKey()) && !(it.getKey().equals(Consent.EVERY_PURPOSE) && it.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .limit(MAX_CONSENTS)
                .map(it -> new Consent(
                        it.getKey(), it.getValue() ? ConsentState.GRANTED : ConsentState.DENIED, at, source))
                .toList();
        skippedConsents.increment(preferences.size() - consents.size());
        return consents;
    }

    private static boolean isPurpose(String name) {
        return !name.isBlank()
                && name.length() <= Consent.MAX_PURPOSE
                && name.chars().noneMatch(Character::isISOControl);
    }
}
