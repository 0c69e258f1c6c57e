package io.tributary.identity.preference;

import io.tributary.identity.consent.ConsentState;
import java.util.Optional;

/**
 * One question as a form sent it.
 *
 * @param given what is answered
 * @param shown what the page showed as the answer when it was opened
 */
public record Choice(ConsentState given, Shown shown) {

    /** What a question showed. */
    public enum Shown {
        GRANTED,
        DENIED,
        /** No answer. */
        NOTHING,
        /** The form does not say; whoever wrote it means what it sends. */
        UNTOLD;

        /** What a question shows with this answer. */
        public static Shown of(Optional<ConsentState> answer) {
            return answer.map(it -> switch (it) {
                        case GRANTED -> GRANTED;
                        case DENIED -> DENIED;
                    })
                    .orElse(NOTHING);
        }
    }

    /** Whether the person answered: a form sends what it showed as well, and that may no longer hold. */
    boolean isMeant() {
        return shown != Shown.of(Optional.of(given));
    }
}
