package io.tributary.ingestion.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as a debugger sees it: what it was and what became of it, without identifiers, traits or properties.
 *
 * @param source the source's id
 * @param seenAt suite time
 * @param state {@code accepted} or {@code refused}; a suppressed call is not shown
 * @param type the call's type; empty when unknown
 * @param event the name of a track call; empty for others
 * @param refusal why it was refused; null when it was not
 */
public record LiveEvent(
        String source,
        Instant seenAt,
        String state,
        String messageId,
        String type,
        String event,
        @Nullable Reason refusal) {

    /** Why a call was refused: kind and place as in its bad row, and what to change. */
    public record Reason(String kind, String pointer, String detail) {}
}
