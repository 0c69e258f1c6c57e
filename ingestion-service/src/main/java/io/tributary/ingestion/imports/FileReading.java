package io.tributary.ingestion.imports;

import io.tributary.ingestion.mapping.ColumnMapping;
import io.tributary.ingestion.rows.RowFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read, decided once when it arrived.
 *
 * @param header whether the first row is passed over
 * @param columns names of the columns; empty for NDJSON
 * @param mapping null for NDJSON, whose rows are calls
 * @param guessed nobody sent the mapping
 */
public record FileReading(
        RowFormat format,
        boolean header,
        List<String> columns,
        @Nullable ColumnMapping mapping,
        boolean guessed) {

    public FileReading {
        columns = List.copyOf(columns);
    }
}
