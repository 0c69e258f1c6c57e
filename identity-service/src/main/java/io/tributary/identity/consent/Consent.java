package io.tributary.identity.consent;

import java.util.Set;

/**
 * One answer of a person for one purpose.
 *
 * @param purpose such as {@code email_marketing}
 * @param at suite time in milliseconds at which the person said so
 * @param source the source id that brought it, or {@code api}
 */
public record Consent(String purpose, ConsentState state, long at, String source) {

    /** Stands for every purpose that is not named; it can only be denied. */
    public static final String EVERY_PURPOSE = "*";

    /** A longer name is a mistake, and a purpose travels in every contact record. */
    public static final int MAX_PURPOSE = 64;

    /** The API, as a source. */
    public static final String BY_API = "api";

    /** The person's own page, as a source. */
    public static final String BY_PAGE = "preference-page";

    /** Every source of events, as one. */
    public static final String BY_EVENT = "event";

    /** Sources by which somebody answers us directly. */
    public static final Set<String> DIRECT = Set.of(BY_API, BY_PAGE);

    /** In which of the ways it was said: by the API, by the page, or by any event. */
    public String way() {
        return DIRECT.contains(source) ? source : BY_EVENT;
    }

    boolean isAboutEverything() {
        return purpose.equals(EVERY_PURPOSE);
    }

    /** The same answer for another purpose. */
    Consent about(String other) {
        return new Consent(other, state, at, source);
    }

    /** The answer that holds when one person said both; of equally old ones the denial. */
    Consent newer(Consent other) {
        if (at != other.at) {
            return at > other.at ? this : other;
        }
        return stricter(other);
    }

    /** The answer that holds when two people's records turn out to be one person's: a denial beats any grant. */
    Consent stricter(Consent other) {
        if (state != other.state) {
            return state == ConsentState.DENIED ? this : other;
        }
        return at >= other.at ? this : other;
    }
}
