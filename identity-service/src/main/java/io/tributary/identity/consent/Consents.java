package io.tributary.identity.consent;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A profile's current answers, one per purpose; immutable. A denial of every purpose is kept beside the others, so that an
 * older grant that arrives later does not count, whatever the order.
 */
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
            if (now.containsKey(statement.purpose()) || now.size() < MAX_PURPOSES || statement.isAboutEverything()) {
                now.merge(statement.purpose(), statement, Consent::newer);
            }
        }
        var everything = now.get(Consent.EVERY_PURPOSE);
        if (everything != null) {
            now.replaceAll((purpose, said) -> said.newer(everything.about(purpose)));
        }
        return now.equals(byPurpose) ? this : new Consents(now);
    }

    /** The answers of a person who was two profiles: per purpose the most restrictive one holds. */
    public Consents joinedWith(Consents other) {
        var now = new HashMap<String, Consent>();
        for (var purpose : purposesOfBoth(other)) {
            var own = answer(purpose);
            var others = other.answer(purpose);
            now.put(purpose, own == null ? others : others == null ? own : own.stricter(others));
        }
        return now.equals(byPurpose) ? this : new Consents(now);
    }

    private Set<String> purposesOfBoth(Consents other) {
        var purposes = new HashSet<>(byPurpose.keySet());
        purposes.addAll(other.byPurpose.keySet());
        return purposes;
    }

    /** What the person said on a purpose, by its name or on every one at once. */
    public Optional<Consent> on(String purpose) {
        return Optional.ofNullable(answer(purpose));
    }

    /** The word on a purpose, or on every one; null when the person never answered. */
    private @Nullable Consent answer(String purpose) {
        var named = byPurpose.get(purpose);
        var everything = byPurpose.get(Consent.EVERY_PURPOSE);
        return named != null || everything == null ? named : everything.about(purpose);
    }

    /** What a part of a split profile keeps of these: denials only, because a split never brings a consent back. */
    public Consents denials() {
        return of(byPurpose.values().stream()
                .filter(it -> it.state() == ConsentState.DENIED)
                .toList());
    }
}
