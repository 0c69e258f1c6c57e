package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.source.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The bulk lane of the log, for files and replays. It shares nothing with the door that live events would wait for, and
 * appending the same rows again adds nothing new: accepted events have their message ids, bad rows their ids.
 */
public interface BulkLog {

    /**
     * Completes when all rows are durable (acks=all). Fails with {@code BrokerUnavailable} when any is not.
     *
     * @param receivedAt suite time, of the file as a whole
     */
    Mono<Void> append(Source source, Instant receivedAt, List<BulkRow> rows);

    /**
     * Whether more may follow: false while more rows than the installation allows wait for identity, after a short wait for it
     * to work off some. What is kept back this way waits in its file or table, which no retention empties. Fails with {@code
     * BrokerUnavailable} when nobody can tell.
     */
    Mono<Boolean> hasRoom();

    /** One judged row. */
    record BulkRow(IntakeVerdict verdict, @Nullable BadLine line) {

        /** A row that was not refused: nothing of its line is kept. */
        public static BulkRow of(IntakeVerdict verdict) {
            return new BulkRow(verdict, null);
        }
    }

    /**
     * Where a refused row stood.
     *
     * @param mapped the line of which a mapping made the verdict's original; null when the original is the line itself
     */
    record BadLine(String jobId, long line, @Nullable MappedLine mapped) {}

    /**
     * A line that is no call itself.
     *
     * @param bytes the line as it is in the file; empty when it must not be kept
     * @param withheldBytes how long the line is when it must not be kept, because nobody can tell what in it is private; else
     *     zero
     */
    record MappedLine(JsonBytes bytes, int withheldBytes) {}
}
