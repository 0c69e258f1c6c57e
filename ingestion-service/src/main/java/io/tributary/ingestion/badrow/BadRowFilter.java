package io.tributary.ingestion.badrow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bad rows are meant; null parts mean all.
 *
 * @param from inclusive, suite time
 * @param to exclusive, suite time
 * @param messageId the id that the client gave, or that an import would have given
 * @param jobId the import that they came by
 * @param ids exactly these; empty means no such restriction
 * @param replayed whether they were replayed already
 */
public record BadRowFilter(
        @Nullable String sourceId,
        @Nullable String kind,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String messageId,
        @Nullable String jobId,
        List<String> ids,
        @Nullable Boolean replayed) {

    /** All rows of a tenant. */
    public static final BadRowFilter ALL = new BadRowFilter(null, null, null, null, null, null, List.of(), null);

    public BadRowFilter {
        ids = List.copyOf(ids);
    }

    /** The same rows, replayed or not. */
    public BadRowFilter anyState() {
        return new BadRowFilter(sourceId, kind, from, to, messageId, jobId, ids, null);
    }
}
