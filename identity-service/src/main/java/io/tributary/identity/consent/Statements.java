package io.tributary.identity.consent;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was said by way of one identifier: its last word on each purpose; immutable. It stays with the identifier whatever
 * becomes of the profile, so that after a split everybody has what they said themselves.
 */
public record Statements(Map<String, Made> byPurpose) {

    /** A grant that is stamped on every event is written down anew this often, not each time. */
    private static final Duration SAID_AGAIN = Duration.ofDays(1);

    private static final Statements NONE = new Statements(Map.of());

    public Statements {
        byPurpose = Map.copyOf(byPurpose);
    }

    /**
     * A word on a purpose.
     *
     * @param nextEdge evidence with this id or a larger one came after it, and so did the merge that it made. A denial that
     *     is said again keeps its place, so that it counts at the merge as it did
     */
    public record Made(Consent consent, long nextEdge) {

        private Made after(Made next) {
            var holds = consent.newer(next.consent);
            if (holds.equals(consent)) {
                return this;
            }
            boolean goesOn = consent.state() == ConsentState.DENIED && holds.state() == ConsentState.DENIED;
            return new Made(holds, goesOn ? Math.min(nextEdge, next.nextEdge) : next.nextEdge);
        }
    }

    public static Statements none() {
        return NONE;
    }

    /** These after further ones: per purpose the newer one holds; no more purposes than a profile has. */
    public Statements with(Collection<Made> further) {
        var now = new HashMap<>(byPurpose);
        for (var made : further) {
            var purpose = made.consent().purpose();
            if (now.containsKey(purpose)
                    || now.size() < Consents.MAX_PURPOSES
                    || made.consent().isAboutEverything()) {
                now.merge(purpose, made, Made::after);
            }
        }
        return now.equals(byPurpose) ? this : new Statements(now);
    }

    /** Whether a denial of the purpose here is newer than the word on it there. */
    public boolean deniedSince(Statements others, String purpose) {
        var word = others.byPurpose.get(purpose);
        return word != null
                && Stream.of(purpose, Consent.EVERY_PURPOSE)
                        .flatMap(it -> Stream.ofNullable(byPurpose.get(it)))
                        .map(Made::consent)
                        .anyMatch(it -> it.state() == ConsentState.DENIED
                                && it.at() > word.consent().at());
    }

    /**
     * Whether this was said before and need not be written again. Only a grant may be passed over for a while: an older
     * denial that arrives late then beats it, never an older grant a denial.
     */
    public boolean repeat(Consent statement) {
        var known = byPurpose.get(statement.purpose());
        if (known == null || known.consent().state() != statement.state()) {
            return false;
        }
        long later = statement.at() - known.consent().at();
        return later <= 0 || (statement.state() == ConsentState.GRANTED && later < SAID_AGAIN.toMillis());
    }
}
