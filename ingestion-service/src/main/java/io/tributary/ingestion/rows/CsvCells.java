package io.tributary.ingestion.rows;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of one row say, read by Commons CSV. One parser is fed row by row, so that what it thinks of one row
 * never reaches into the next. For one thread at a time.
 */
public final class CsvCells {

    private final CSVFormat format;
    private final OneRow row = new OneRow();
    private @Nullable Iterator<CSVRecord> records;

    public CsvCells(char delimiter) {
        this.format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
    }

    /** The row's cells, at least one; null when its quoting cannot be read. */
    public @Nullable List<String> read(String text) {
        row.is(text);
        try {
            var parser = records;
            if (parser == null) {
                parser = CSVParser.builder()
                        .setReader(row)
                        .setFormat(format)
                        .get()
                        .iterator();
                records = parser;
            }
            var cells = parser.next().toList();
            if (row.isRead()) {
                return cells;
            }
        } catch (IOException | UncheckedIOException e) {
            // The library's message quotes the row, so it is not passed on.
        }
        records = null;
        return null;
    }

    /** Gives the parser one row and says that the file ends there. */
    private static final class OneRow extends Reader {
        private String text = "";
        private int at;

        void is(String next) {
            text = next + "\n";
            at = 0;
        }

        boolean isRead() {
            return at == text.length();
        }

        @Override
        public int read(char[] target, int from, int length) {
            if (isRead()) {
                return -1;
            }
            int count = Math.min(length, text.length() - at);
            text.getChars(at, at + count, target, from);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
