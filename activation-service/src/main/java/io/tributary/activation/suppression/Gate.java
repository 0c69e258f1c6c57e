package io.tributary.activation.suppression;

import io.tributary.activation.contact.Channel;
import io.tributary.activation.contact.Contact;
import io.tributary.activation.suppression.Verdict.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a person may be delivered to a place now. It fails closed: what is not known is waited for, what is
 * not allowed is not done. Suppression is asked before consent, consent before addresses.
 */
public final class Gate {

    public static final String NO_CONSENT = "no-consent";
    public static final String CONSENT_DENIED = "consent-denied";
    public static final String NO_ADDRESS = "no-address";
    public static final String RESTRICTED = "restricted";
    public static final String NO_CONTACT = "stale-no-contact";
    public static final String NO_HEARTBEAT = "stale-no-heartbeat";

    private Gate() {}

    public static Verdict judge(Person person, Door door, Instant now) {
        var contact = person.contact();
        if (contact == null) {
            return new Verdict.Stale(NO_CONTACT);
        }
        if (!person.fresh()) {
            return new Verdict.Stale(NO_HEARTBEAT);
        }
        if (contact.restricted()) {
            return new Verdict.Suppressed(RESTRICTED);
        }
        var blocked = blockOfThePerson(person.suppressions(), contact, door, now);
        if (blocked.isPresent()) {
            return new Verdict.Suppressed(blocked.get().wireName());
        }
        var refused = refusedConsent(contact, door);
        return refused != null ? new Verdict.NoConsent(refused) : addresses(person.suppressions(), contact, door, now);
    }

    private static Optional<SuppressionKind> blockOfThePerson(
            List<Suppression> suppressions, Contact contact, Door door, Instant now) {
        var listed = suppressions.stream()
                .filter(it -> it.kind().ofThePerson() && blocks(it, door, now))
                .filter(it -> !isOfAnErasedDevice(it))
                .filter(it -> !it.kind().liftedByConsent() || !consentedAfter(contact, door, it.from()))
                .map(Suppression::kind);
        var told = door.channel() == Channel.EMAIL ? toldByMailbox(contact, door) : List.<SuppressionKind>of();
        return Stream.concat(listed, told.stream()).min(Comparator.naturalOrder());
    }

    /** A device is shared and handed on: whoever was erased is known by the profile id, or by an identifier of one person. */
    private static boolean isOfAnErasedDevice(Suppression suppression) {
        return suppression.kind() == SuppressionKind.ERASURE
                && !Suppression.Subject.isOfOnePerson(suppression.subject().namespace());
    }

    /** What the mailbox's owner did with mail: a complaint stays, an unsubscription yields to a later consent. */
    private static List<SuppressionKind> toldByMailbox(Contact contact, Door door) {
        var kinds = new ArrayList<SuppressionKind>();
        for (var point : contact.points()) {
            if (point.channel() != Channel.EMAIL) {
                continue;
            }
            if (point.lastComplaint() != null) {
                kinds.add(SuppressionKind.COMPLAINT);
            }
            var left = point.lastUnsubscribe();
            if (left != null && !consentedAfter(contact, door, left)) {
                kinds.add(SuppressionKind.UNSUBSCRIBE);
            }
        }
        return kinds;
    }

    private static boolean blocks(Suppression suppression, Door door, Instant now) {
        return suppression.holdsAt(now)
                && suppression.reaches(door)
                && switch (suppression.effect()) {
                    case BLOCK, REMOVE -> true;
                    // An exclusion audience is exactly where these people belong.
                    case EXCLUDE -> !door.exclusion();
                    case RESTRICT -> false;
                };
    }

    private static boolean consentedAfter(Contact contact, Door door, Instant then) {
        var purpose = door.purpose() != null ? door.purpose() : Door.purposeOf(door.channel());
        return purpose != null
                && contact.consent(purpose)
                        .filter(it -> it.granted() && it.at().isAfter(then))
                        .isPresent();
    }

    private static @Nullable String refusedConsent(Contact contact, Door door) {
        var purpose = door.purpose();
        if (purpose == null) {
            return null;
        }
        var said = contact.consent(purpose);
        if (said.isPresent()) {
            return said.get().granted() ? null : CONSENT_DENIED;
        }
        return door.silenceIsConsent() ? null : NO_CONSENT;
    }

    private static Verdict addresses(List<Suppression> suppressions, Contact contact, Door door, Instant now) {
        var known = known(contact, door);
        var dead = deadAddresses(suppressions, contact, door, now);
        var usable = known.stream().filter(it -> !dead.contains(it.digest())).toList();
        if (!usable.isEmpty() || !door.needsAddress()) {
            return new Verdict.Deliver(usable);
        }
        return known.isEmpty()
                ? new Verdict.Unreachable(NO_ADDRESS)
                : new Verdict.Suppressed(SuppressionKind.HARD_BOUNCE.wireName());
    }

    private static List<Address> known(Contact contact, Door door) {
        var seen = new HashSet<String>();
        var found = new ArrayList<Address>();
        for (var namespace : door.identifiers()) {
            var ofNamespace = new ArrayList<Address>();
            for (var identifier : contact.identifiers()) {
                if (identifier.namespace().equals(namespace)) {
                    ofNamespace.add(
                            new Address(namespace, identifier.value(), identifier.digest(), identifier.lastSeen()));
                }
            }
            for (var point : contact.points()) {
                if (namespaceOf(point.channel()).equals(namespace)) {
                    ofNamespace.add(new Address(namespace, point.value(), point.digest(), point.lastSeen()));
                }
            }
            ofNamespace.sort(Comparator.comparing(Address::lastSeen).reversed().thenComparing(Address::value));
            ofNamespace.stream().filter(it -> seen.add(it.digest())).forEach(found::add);
        }
        return found;
    }

    private static String namespaceOf(Channel channel) {
        return switch (channel) {
            case EMAIL -> "email";
            case SMS -> "phone";
            case PUSH -> "push_token";
            case ADS, WEBHOOK -> "";
        };
    }

    /** A mailbox that bounced is dead for mail only: at an ad platform the same address may still match. */
    private static Set<String> deadAddresses(List<Suppression> suppressions, Contact contact, Door door, Instant now) {
        var dead = new HashSet<String>();
        if (door.channel() != Channel.EMAIL) {
            return dead;
        }
        contact.points().stream()
                .filter(it -> it.channel() == Channel.EMAIL && it.lastBounce() != null)
                .forEach(it -> dead.add(it.digest()));
        suppressions.stream()
                .filter(it -> !it.kind().ofThePerson() && blocks(it, door, now))
                .forEach(it -> dead.add(it.subject().digest()));
        return dead;
    }
}
