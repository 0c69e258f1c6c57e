package io.tributary.activation.suppression;

import java.time.Instant;
import java.util.List;

/** The gate's answer for one person at one door. */
public sealed interface Verdict {

    /** May be delivered, by these addresses; the most recently seen first within a namespace. */
    record Deliver(List<Address> addresses) implements Verdict {
        public Deliver {
            addresses = List.copyOf(addresses);
        }
    }

    /** Must not be delivered; the reason is a suppression kind in kebab-case, or {@code restricted}. */
    record Suppressed(String reason) implements Verdict {}

    /** The consent that the door needs was refused, or never given. */
    record NoConsent(String reason) implements Verdict {}

    /** Nothing to deliver to. */
    record Unreachable(String reason) implements Verdict {}

    /** What we know is missing or too old to act on: wait. */
    record Stale(String reason) implements Verdict {}

    /** An address that may be used. */
    record Address(String namespace, String value, String digest, Instant lastSeen) {
        @Override
        public String toString() {
            return "Address[" + namespace + "]";
        }
    }

    /** The verdict in one word, as deliveries and reachability records carry it. */
    default String reasonOrDeliver() {
        return switch (this) {
            case Deliver _ -> "deliver";
            case Suppressed suppressed -> suppressed.reason();
            case NoConsent noConsent -> noConsent.reason();
            case Unreachable unreachable -> unreachable.reason();
            case Stale stale -> stale.reason();
        };
    }
}
