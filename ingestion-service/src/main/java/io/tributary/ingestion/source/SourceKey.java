package io.tributary.ingestion.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a source as it is kept: its hash, never itself.
 *
 * @param expiresAt real time; null while nobody has rotated it out
 */
public record SourceKey(
        KeyKind kind,
        String id,
        KeyHash hash,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
