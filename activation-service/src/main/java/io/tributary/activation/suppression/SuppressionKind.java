package io.tributary.activation.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why somebody is suppressed. Declared from the strongest to the weakest: the first that applies names the reason.
 */
public enum SuppressionKind {
    ERASURE(true),
    LEGAL_OPTOUT(true),
    COMPLAINT(true),
    MANUAL(true),
    CONSENT_WITHDRAWN(true),
    UNSUBSCRIBE(true),
    HARD_BOUNCE(false),
    INVALID(false),
    FREQUENCY_CAP(true),
    EXISTING_CUSTOMER(true);

    private final boolean ofThePerson;

    SuppressionKind(boolean ofThePerson) {
        this.ofThePerson = ofThePerson;
    }

    /** Whether it holds for the person; otherwise only for the one address, and only where mail is sent to it. */
    public boolean ofThePerson() {
        return ofThePerson;
    }

    /** Whether a later, granted consent for the same purpose ends it. */
    public boolean liftedByConsent() {
        return this == UNSUBSCRIBE || this == CONSENT_WITHDRAWN;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SuppressionKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(it -> it.wireName().equals(wireName))
                .findFirst();
    }
}
