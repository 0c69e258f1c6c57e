package io.tributary.ingestion.imports;

import java.time.Instant;

/**
 * An import as its job remembers it.
 *
 * @param receivedAt suite time when the file had arrived; that of all its rows
 * @param rowKey what the message ids of its rows begin with
 */
public record ImportPlan(String sourceId, boolean dryRun, Instant receivedAt, String rowKey, FileReading reading) {

    /** The id of a row that brings none. */
    String messageId(long rowNumber) {
        return rowKey + "-" + rowNumber;
    }
}
