package io.tributary.ingestion.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first rows of a CSV file, whose beginning is in memory. */
public final class SampleRows {

    private SampleRows() {}

    /** The cells of each row, at most {@code max} rows; null where a row cannot be read. */
    public static List<@Nullable List<String>> of(byte[] sample, RowFormat format, int max) {
        var rows = new ArrayList<@Nullable List<String>>();
        var parser = new CsvCells(format.delimiter());
        try (var cutter = new RowCutter(new ByteArrayInputStream(sample), format, RowPosition.START)) {
            for (var row = cutter.next(); row != null && rows.size() < max; row = cutter.next()) {
                var text = row.flaw() == Row.Flaw.NONE ? Encodings.decode(row.bytes(), format.rowCharset()) : null;
                rows.add(text == null ? null : parser.read(text));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot be read", e);
        }
    }
}
