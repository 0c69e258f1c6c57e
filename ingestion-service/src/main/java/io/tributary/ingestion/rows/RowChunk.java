package io.tributary.ingestion.rows;

import java.util.List;

/**
 * Some rows in a file's order.
 *
 * @param next where the rows after these begin
 * @param fileBytes how far into the file, as it is stored, reading has come; ahead of {@code next} by a buffer
 */
public record RowChunk(List<Row> rows, RowPosition next, long fileBytes) {

    public RowChunk {
        rows = List.copyOf(rows);
    }
}
