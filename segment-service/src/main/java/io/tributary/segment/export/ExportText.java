package io.tributary.segment.export;

import io.tributary.segment.export.ExportRow.Cell;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Rows as text, and how many values found no place in it. */
record ExportText(String text, long leftOut) {

    private static final JsonFactory JSON = new JsonFactory();

    /** The first line of a CSV file. */
    static String header(List<String> columns) {
        return csv(Stream.of(columns));
    }

    static ExportText csv(List<ExportRow> rows, List<String> columns) {
        var known = new HashSet<>(columns);
        return new ExportText(
                csv(rows.stream()
                        .map(row -> columns.stream().map(it -> cell(row, it)).toList())),
                rows.stream().mapToLong(it -> leftOut(it, known)).sum());
    }

    static ExportText ndjson(List<ExportRow> rows) {
        var text = new StringBuilder();
        rows.forEach(it -> text.append(line(it)).append('\n'));
        return new ExportText(
                text.toString(), rows.stream().mapToLong(ExportRow::displaced).sum());
    }

    private static long leftOut(ExportRow row, Set<String> columns) {
        return row.displaced()
                + row.cells().keySet().stream()
                        .filter(it -> !columns.contains(it))
                        .count();
    }

    private static String csv(Stream<List<String>> lines) {
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (var line : (Iterable<List<String>>) lines::iterator) {
                printer.printRecord(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static String cell(ExportRow row, String column) {
        return switch (row.cells().get(column)) {
            case null -> "";
            case Cell.Text(var words) -> FormulaGuard.guarded(words);
            case Cell.Plain(var json) -> json;
        };
    }

    private static String line(ExportRow row) {
        var line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            row.cells().forEach((column, cell) -> {
                json.writeName(column);
                switch (cell) {
                    case Cell.Text(var words) -> json.writeString(words);
                    case Cell.Plain(var plain) -> json.writeRawValue(plain);
                }
            });
            json.writeEndObject();
        }
        return line.toString();
    }
}
