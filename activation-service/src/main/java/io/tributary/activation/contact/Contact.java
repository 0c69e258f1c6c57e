package io.tributary.activation.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole current state of how a profile can be reached. Versions rise with every change of the profile.
 *
 * @param restricted kept, but neither evaluated nor pushed
 */
public record Contact(
        String tenant,
        String profileId,
        long version,
        boolean restricted,
        List<Identifier> identifiers,
        List<Point> points,
        List<Consent> consents) {

    /** Stands for every purpose that is not named; it is only ever denied. */
    private static final String EVERY_PURPOSE = "*";

    public Contact {
        identifiers = List.copyOf(identifiers);
        points = List.copyOf(points);
        consents = List.copyOf(consents);
    }

    /** A normalised identifier; {@code digest} is the installation's keyed digest in hex. */
    public record Identifier(String namespace, String value, String digest, Instant lastSeen) {
        @Override
        public String toString() {
            return "Identifier[" + namespace + "]";
        }
    }

    /** An address of a channel, with the last word that the channel itself gave about it. */
    public record Point(
            Channel channel,
            String value,
            String digest,
            boolean verified,
            Instant lastSeen,
            @Nullable Instant lastBounce,
            @Nullable Instant lastComplaint,
            @Nullable Instant lastUnsubscribe) {
        @Override
        public String toString() {
            return "Point[" + channel + "]";
        }
    }

    /** What the person last said about a purpose. */
    public record Consent(String purpose, boolean granted, Instant at, String source) {}

    /** The person's word on the purpose, or on every purpose. */
    public Optional<Consent> consent(String purpose) {
        return said(purpose).or(() -> said(EVERY_PURPOSE));
    }

    private Optional<Consent> said(String purpose) {
        return consents.stream().filter(it -> it.purpose().equals(purpose)).findFirst();
    }

    @Override
    public String toString() {
        return "Contact[" + profileId + " v" + version + "]";
    }
}
