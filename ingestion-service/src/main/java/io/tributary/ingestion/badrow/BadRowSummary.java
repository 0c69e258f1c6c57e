package io.tributary.ingestion.badrow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A bad row as lists show it: without any bytes that a client sent as its call, so that many of them are small. */
public record BadRowSummary(
        String id,
        String sourceId,
        BadRow.Reason reason,
        Instant receivedAt,
        String messageId,
        String call,
        Size size,
        @Nullable Place place,
        @Nullable String replayedBy) {

    /** How large the original was, and whether something of it was not kept. */
    public record Size(int inBytes, boolean truncated) {}

    /** A line of an imported file, counted from 1. */
    public record Place(String jobId, long line) {}
}
