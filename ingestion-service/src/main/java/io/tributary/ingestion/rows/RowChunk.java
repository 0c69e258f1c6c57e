package io.tributary.ingestion.rows;

import java.util.List;

/**
 * Some rows in a file's order; there may be none although the file goes on.
 *
 * @param next where reading goes on after these
 * @param fileBytes how far into the file, as it is stored, reading has come; ahead of {@code next} by a buffer
 * @param ended nothing comes after these
 */
public record RowChunk(List<Row> rows, RowPosition next, long fileBytes, boolean ended) {

    public RowChunk {
        rows = List.copyOf(rows);
    }
}
