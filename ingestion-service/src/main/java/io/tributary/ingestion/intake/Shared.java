package io.tributary.ingestion.intake;

import org.jspecify.annotations.Nullable;

/** What a batch says once for all of its calls; a call's own word wins. */
record Shared(
        String sentAt,
        @Nullable SentObject context,
        @Nullable SentObject integrations) {

    static final Shared NOTHING = new Shared("", null, null);

    /** The traits that an identify of this context states there, as RudderStack's clients do; a call's own word wins. */
    @Nullable
    SentObject contextTraits(@Nullable SentObject own) {
        boolean isOwn =
                own != null && own.members().stream().anyMatch(it -> it.key().equals(Part.TRAITS.wireName()));
        var said = isOwn ? own : context;
        return said == null ? null : said.hints().traits();
    }

    /** How many bytes each call may grow by. */
    int length() {
        return (context == null ? 0 : context.json().length())
                + (integrations == null ? 0 : integrations.json().length());
    }
}
