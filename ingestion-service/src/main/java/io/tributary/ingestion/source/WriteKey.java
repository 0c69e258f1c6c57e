package io.tributary.ingestion.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write key as it is kept: its hash, never itself.
 *
 * @param expiresAt real time; null while nobody has rotated it out
 */
public record WriteKey(
        String id,
        KeyHash hash,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
