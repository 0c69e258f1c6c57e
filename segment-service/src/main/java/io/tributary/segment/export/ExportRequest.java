package io.tributary.segment.export;

import io.tributary.segment.job.Job;
import io.tributary.segment.stay.Bound;
import io.tributary.segment.stay.Stay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an export is to hold. */
public sealed interface ExportRequest {

    Format format();

    /** What the job keeps of it. */
    static ExportRequest of(Job job) {
        return ExportJson.request(job.papers().request());
    }

    /** Columns that every row has, in order. */
    List<String> columns();

    /** Who is in a segment; the version is that which decided when the export was asked for. */
    record Members(String segmentKey, int version, Format format) implements ExportRequest {
        @Override
        public List<String> columns() {
            return MemberRows.COLUMNS;
        }
    }

    /**
     * What happened.
     *
     * @param from resolved time, inclusive; null for no bound
     * @param to exclusive; null for no bound
     * @param event a name of a track call; null for all calls
     */
    record Events(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String event,
            Format format) implements ExportRequest {
        @Override
        public List<String> columns() {
            return EventRows.COLUMNS;
        }
    }

    /**
     * Who entered and left segments.
     *
     * @param segmentKey null for all segments
     * @param from when it was decided, suite time, inclusive; null for no bound
     * @param to exclusive; null for no bound
     */
    record Changes(
            @Nullable String segmentKey,
            @Nullable Instant from,
            @Nullable Instant to,
            Format format) implements ExportRequest {
        @Override
        public List<String> columns() {
            return ChangeRows.COLUMNS;
        }

        /** How many rows the stay gives: one for its beginning and one for its end, each if it was decided in the time. */
        public int rows(Stay stay) {
            var left = stay.left();
            return (holds(stay.entered()) ? 1 : 0) + (left != null && holds(left) ? 1 : 0);
        }

        boolean holds(Bound bound) {
            return (from == null || bound.decidedAt() >= from.toEpochMilli())
                    && (to == null || bound.decidedAt() < to.toEpochMilli());
        }
    }

    /** How rows are written. */
    enum Format {
        CSV("text/csv", "csv"),
        NDJSON("application/x-ndjson", "ndjson");

        private final String mediaType;
        private final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }

        public String mediaType() {
            return mediaType;
        }

        public String extension() {
            return extension;
        }
    }
}
