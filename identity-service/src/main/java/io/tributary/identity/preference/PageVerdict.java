package io.tributary.identity.preference;

import io.tributary.identity.consent.ConsentState;
import java.util.List;
import java.util.Optional;

/** What a link leads to. */
public sealed interface PageVerdict {

    /** The page of a person. */
    record Opened(PreferenceLink link, List<Question> questions) implements PageVerdict {}

    /**
     * A purpose, and what the person said about it; empty while they said nothing.
     *
     * @param asked the tenant asks for it; else only this person's events named it, and anybody can have sent those
     */
    record Question(String purpose, Optional<ConsentState> answer, boolean asked) {}

    /** It was a good link until its day, or until its person turned out to be two. */
    record Expired() implements PageVerdict {}

    /** No link of ours, or of a person or tenant that is not there any more: all are answered alike. */
    record Unknown() implements PageVerdict {}

    /** It answers what was not asked. */
    record Refused() implements PageVerdict {}

    /** The person has answered as many purposes as can be kept; nothing was changed. */
    record NotKept() implements PageVerdict {}
}
