package io.tributary.ingestion.intake;

import java.util.Set;

/** Knows the usual wrong spellings of identifiers, so that a refusal can say what to rename. */
final class Misspelling {

    private static final Set<String> IDENTIFIERS =
            Set.of("user_id", "userid", "userID", "UserId", "anonymous_id", "anonymousid", "anonymousID", "anonId");

    private Misspelling() {}

    static boolean isMeantAsIdentifier(String name) {
        return IDENTIFIERS.contains(name);
    }

    /** The right spelling's pointer. */
    static String pointerFor(String misspelled) {
        return misspelled.startsWith("anon") ? "/anonymousId" : "/userId";
    }
}
