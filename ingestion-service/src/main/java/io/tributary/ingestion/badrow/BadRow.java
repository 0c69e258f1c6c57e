package io.tributary.ingestion.badrow;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentWith;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused call as it is kept.
 *
 * @param id a time-ordered UUID, given at refusal; storing it, or the same call under another id, twice changes nothing
 * @param call the type that it was routed as; empty when unknown
 * @param line where it stood in an imported file; null when it came by the door
 * @param replayedBy the job that sent it through the door again with success; null while none has
 */
public record BadRow(
        String tenant,
        String sourceId,
        String id,
        Reason reason,
        Instant receivedAt,
        String messageId,
        String call,
        Original original,
        @Nullable Line line,
        @Nullable String replayedBy) {

    /** Why it was refused, as {@code Refusal} told it. */
    public record Reason(String kind, String pointer, String failure) {}

    /**
     * The call as sent, or its first tenth when it was too long.
     *
     * @param sizeInBytes of the whole
     * @param truncated something of it, or of what it came with, was not kept
     */
    public record Original(JsonBytes bytes, int sizeInBytes, boolean truncated, SentWith sentWith) {}

    /**
     * A line of an imported file.
     *
     * @param number counted from 1
     * @param mapped the call that the import's mapping made of it; null when the line is the call, or no call was made
     */
    public record Line(String jobId, long number, @Nullable JsonBytes mapped) {}

    public BadRowSummary summary() {
        return new BadRowSummary(
                id,
                sourceId,
                reason,
                receivedAt,
                messageId,
                call,
                new BadRowSummary.Size(original.sizeInBytes, original.truncated),
                line == null ? null : new BadRowSummary.Place(line.jobId, line.number),
                replayedBy);
    }

    /** What a repair starts from; null when nothing whole is left. */
    @Nullable
    JsonBytes repairable() {
        var mapped = line == null ? null : line.mapped;
        return mapped != null ? mapped : original.truncated ? null : original.bytes;
    }
}
