package io.tributary.ingestion.intake;

import org.jspecify.annotations.Nullable;

/** What a batch says once for all of its calls; a call's own word wins. */
record Shared(
        String sentAt,
        @Nullable SentObject context,
        @Nullable SentObject integrations) {

    static final Shared NOTHING = new Shared("", null, null);

    /** How many bytes each call may grow by. */
    int length() {
        return (context == null ? 0 : context.json().length())
                + (integrations == null ? 0 : integrations.json().length());
    }
}
