package io.tributary.identity.consent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /** Whether a statement makes an answer another one, beside moving its time. */
    public boolean isTurnedBy(Consent statement) {
        var known = answer(statement.purpose());
        return known == null
                || (known.state() != statement.state() && known.newer(statement).state() == statement.state());
    }

    /**
     * Statements that are made to us directly, dated so that each is the last word: an earlier answer may be dated later,
     * by the clock of a phone or of a file. One about every purpose comes before those that name theirs.
     */
    public List<Consent> afterAll(Collection<Consent> statements) {
        var dated = new ArrayList<Consent>();
        var now = this;
        for (var statement : statements.stream()
                .sorted(Comparator.comparing(it -> !it.isAboutEverything()))
                .toList()) {
            var last = now.dated(statement);
            dated.add(last);
            now = now.with(List.of(last));
        }
        return List.copyOf(dated);
    }

    private Consent dated(Consent statement) {
        long latest = byPurpose.values().stream()
                .filter(it -> statement.isAboutEverything()
                        || it.isAboutEverything()
                        || it.purpose().equals(statement.purpose()))
                .mapToLong(Consent::at)
                .max()
                .orElse(Long.MIN_VALUE);
        return statement.at() > latest
                ? statement
                : new Consent(statement.purpose(), statement.state(), latest + 1, statement.source());
    }

    /** Whether all these are the answers that hold. */
    public boolean hold(Collection<Consent> statements) {
        return statements.stream().allMatch(it -> {
            var known = answer(it.purpose());
            return known != null && known.state() == it.state();
        });
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
