package io.tributary.identity.graph;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.contact.PointSignal;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.rules.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Events and identifiers for tests: valid by default, strongest identifier first. */
public final class Events {

    private static final AtomicLong MESSAGES = new AtomicLong();

    private Events() {}

    public static Identifier user(String value) {
        return new Identifier(Namespace.USER_ID, value);
    }

    public static Identifier email(String value) {
        return new Identifier(Namespace.EMAIL, value);
    }

    public static Identifier phone(String value) {
        return new Identifier(Namespace.PHONE, value);
    }

    public static Identifier device(String value) {
        return new Identifier(Namespace.ANONYMOUS_ID, value);
    }

    public static IdentifiedEvent event(long at, Identifier... identifiers) {
        return event(at, List.of(identifiers), List.of(), List.of());
    }

    public static IdentifiedEvent event(
            long at, List<Identifier> identifiers, List<Consent> consents, List<PointSignal> signals) {
        var rules = IdentityRules.defaults();
        var ordered = new ArrayList<>(identifiers);
        ordered.sort(Comparator.comparingInt(it -> rules.of(it.namespace()).priority()));
        return new IdentifiedEvent("m" + MESSAGES.incrementAndGet(), "shop", at, ordered, consents, signals);
    }

    /** Ids that count up, so that a test can read them. */
    public static Supplier<UUID> ids() {
        var next = new AtomicLong();
        return () -> new UUID(0x7000, next.incrementAndGet());
    }
}
