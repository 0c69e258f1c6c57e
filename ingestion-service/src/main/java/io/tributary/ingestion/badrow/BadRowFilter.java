package io.tributary.ingestion.badrow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which bad rows are meant; null parts mean all.
 *
 * @param from inclusive, suite time
 * @param to exclusive, suite time
 * @param ids exactly these; empty means no such restriction
 * @param openOnly leave out what was replayed already
 */
public record BadRowFilter(
        @Nullable String sourceId,
        @Nullable String kind,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> ids,
        boolean openOnly) {

    public BadRowFilter {
        ids = List.copyOf(ids);
    }
}
