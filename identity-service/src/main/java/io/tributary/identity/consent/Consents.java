package io.tributary.identity.consent;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A profile's current answers, one per purpose; immutable. */
public record Consents(Map<String, Consent> byPurpose) {

    /** More purposes than any consent banner has: the rest of a profile's purposes is not taken. */
    public static final int MAX_PURPOSES = 100;

    private static final Consents NONE = new Consents(Map.of());

    public Consents {
        byPurpose = Map.copyOf(byPurpose);
    }

    public static Consents none() {
        return NONE;
    }

    public static Consents of(Collection<Consent> consents) {
        return none().with(consents);
    }

    /** These answers after further statements of the same person: per purpose the newer one holds. */
    public Consents with(Collection<Consent> statements) {
        var now = new HashMap<>(byPurpose);
        for (var statement : statements) {
            if (now.containsKey(statement.purpose()) || now.size() < MAX_PURPOSES) {
                now.merge(statement.purpose(), statement, Consent::newer);
            }
        }
        return now.equals(byPurpose) ? this : new Consents(now);
    }

    /** The answers of a person who was two profiles: per purpose the most restrictive one holds. */
    public Consents joinedWith(Consents other) {
        var now = new HashMap<>(byPurpose);
        other.byPurpose.values().forEach(it -> now.merge(it.purpose(), it, Consent::stricter));
        return now.equals(byPurpose) ? this : new Consents(now);
    }

    /** What a part of a split profile keeps of these: denials only, because a split never brings a consent back. */
    public Consents denials() {
        return of(byPurpose.values().stream()
                .filter(it -> it.state() == ConsentState.DENIED)
                .toList());
    }
}
