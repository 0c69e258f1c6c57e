package io.tributary.ingestion.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this service did about a stage.
 *
 * @param count deleted, found or collected things, or blocked identifiers
 * @param detail for people, without personal data; empty when there is nothing to say
 * @param doneBy real time when what is in transit has expired; null when nothing is
 * @param pieces how many were sent
 */
public record StageAnswer(
        long count, String detail, @Nullable Instant doneBy, int pieces) {

    static final StageAnswer NOTHING = new StageAnswer(0, "", null, 0);

    static StageAnswer of(long count, String detail) {
        return new StageAnswer(count, detail, null, 0);
    }
}
