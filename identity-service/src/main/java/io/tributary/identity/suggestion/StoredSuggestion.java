package io.tributary.identity.suggestion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion with what became of it.
 *
 * @param suggestion its profiles are those that the ids lead to now
 * @param jobId the job that found it last
 * @param suggestedAt suite milliseconds
 * @param decision null while it is open
 */
public record StoredSuggestion(
        Suggestion suggestion,
        SuggestionState state,
        String jobId,
        long suggestedAt,
        @Nullable Decision decision) {

    /**
     * Who decided it.
     *
     * @param at suite milliseconds
     */
    public record Decision(String account, long at) {}

    /** Whether both ids lead to one profile by now. */
    public boolean isOne() {
        return suggestion.left().equals(suggestion.right());
    }

    UUID id() {
        return suggestion.id();
    }
}
