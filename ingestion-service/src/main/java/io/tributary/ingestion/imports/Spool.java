package io.tributary.ingestion.imports;

import io.tributary.ingestion.rows.FileSample;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.rows.RowChunk;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.RowPosition;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps import files until their job has ended. Plain and gzipped files read alike. */
public interface Spool {

    /**
     * A file as it was sent.
     *
     * @param sha256 of its bytes, in hex
     */
    record StoredFile(String id, long bytes, String sha256) {}

    /** A chunk has at most so many rows, and reading ends with the row that passes so many bytes, empty lines included. */
    record ChunkSize(int rows, int bytes) {}

    /**
     * Writes a file as a whole or not at all. Fails with {@link FileRefused} when it is too large, the disk is too full, or
     * the tenant has too much on it, uploads under way included.
     */
    Mono<StoredFile> write(String tenant, String id, Flux<ByteBuffer> bytes);

    /** The file's beginning; {@code encoding} is what the caller says it is, null lets it be found out. */
    Mono<FileSample> sample(String id, @Nullable Charset encoding);

    /**
     * The rows from there on. Fails with {@link FileDamaged} when the file cannot be unpacked, or unpacks to more than is
     * read.
     */
    Mono<RowChunk> rows(String id, RowFormat format, RowPosition from, ChunkSize size);

    /** Whether the file is here as a whole. */
    Mono<Boolean> exists(String id);

    /** Goes through all rows of the file and counts those that fit; for the eyes of {@code fits} only. */
    Mono<Long> search(String id, RowFormat format, Predicate<Row> fits);

    /**
     * Replaces every row that fits by an {@link io.tributary.ingestion.rows.ErasedRow}, and what no reader sees of overlong
     * lines as well; counts those rows. The file is replaced as a whole or not at all, and all places in it stay.
     */
    Mono<Long> erase(String id, RowFormat format, Predicate<Row> fits);

    /** The complete files that are here. */
    Flux<String> ids();

    /** Closes what reading has opened. */
    Mono<Void> close(String id);

    /** Closes and deletes; a file that is not there is deleted already. */
    Mono<Void> delete(String id);

    /**
     * Deletes files older than that, half ones too, whose id is not among {@code kept}; returns how many.
     *
     * @param kept whose each file is, by its id: those that were here before this process count from now on
     */
    Mono<Integer> sweep(Map<String, String> kept, Duration age);

    /** The file cannot be kept here. */
    final class FileRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Why; whoever is not told that the file is too large may send it again later. */
        public enum Reason {
            TOO_LARGE,
            DISK_FULL,
            OVER_BUDGET
        }

        private final Reason reason;

        private FileRefused(Reason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        public static FileRefused tooLarge(long maxBytes) {
            return new FileRefused(Reason.TOO_LARGE, "Send at most " + maxBytes + " bytes as one file.");
        }

        public static FileRefused diskFull() {
            return new FileRefused(Reason.DISK_FULL, "There is no room for the file now: send it again later.");
        }

        public static FileRefused overBudget(long maxBytes) {
            return new FileRefused(
                    Reason.OVER_BUDGET,
                    "Files of at most " + maxBytes + " bytes wait together: send it again when others were imported.");
        }

        public Reason reason() {
            return reason;
        }
    }

    /** What was sent as gzip cannot be unpacked, or unpacks to more than is read. */
    final class FileDamaged extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public FileDamaged(String message) {
            super(message, null, false, false);
        }
    }
}
