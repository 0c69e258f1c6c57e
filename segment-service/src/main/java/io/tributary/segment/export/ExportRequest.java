package io.tributary.segment.export;

import io.tributary.segment.job.Job;
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
