package io.tributary.ingestion.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The four times of an event, in suite time. Every judgement uses {@code timestamp}; the others are evidence.
 *
 * @param timestamp the resolved time
 * @param originalTimestamp what the client says the time was
 * @param clamped the resolved time lay too far in the future and was moved back to the allowed edge
 */
public record EventTimes(
        Instant receivedAt,
        Instant timestamp,
        @Nullable Instant sentAt,
        @Nullable Instant originalTimestamp,
        boolean clamped) {}
