package io.tributary.segment.audit;

import java.util.Locale;

/**
 * One place where a copy of a membership says otherwise than what was decided. Holds no personal data.
 *
 * @param segment empty when the profile as a whole differs
 * @param expected what should be there
 * @param found what is there
 */
public record Difference(Kind kind, String profileId, String segment, String expected, String found) {

    /** Which copy differs. */
    public enum Kind {
        /** The stored standing or computed trait, from an evaluation of the stored state from scratch. */
        EVALUATION,
        /** The newest membership record, from the stored standing. */
        TOPIC,
        /** The profile document, from the stored state. */
        INDEX,
        /** A query over the index, from the standings in the index. */
        ENGINE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
