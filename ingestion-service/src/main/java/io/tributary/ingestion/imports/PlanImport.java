package io.tributary.ingestion.imports;

import io.tributary.ingestion.mapping.GuessMapping;
import io.tributary.ingestion.mapping.MappingJson;
import io.tributary.ingestion.mapping.MappingProblem;
import io.tributary.ingestion.mapping.MappingVerdict;
import io.tributary.ingestion.rows.FileFormat;
import io.tributary.ingestion.rows.FileSample;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.SampleRows;
import io.tributary.ingestion.rows.SniffDelimiter;
import io.tributary.ingestion.rows.TextEncoding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Decides how a file is read, from its beginning and from what the caller says. What can be told before reading the whole
 * file is told here, while the caller still waits.
 */
public final class PlanImport {

    private static final int SAMPLE_ROWS = 200;
    private static final int MAX_COLUMNS = 1000;

    private PlanImport() {}

    public static PlanVerdict judge(FileSample sample, ImportOptions options) {
        if (sample.beginning().length == 0) {
            return PlanVerdict.Refused.of("/file", "empty", "The file is empty.");
        }
        var encoding = sample.encoding();
        if (encoding == null || isZip(sample.beginning())) {
            return PlanVerdict.Refused.of(
                    "/file", "text", "The file is no text. Send CSV or NDJSON, plain or gzipped; no ZIP, no workbook.");
        }
        return formatOf(sample, options) == FileFormat.NDJSON
                ? ndjson(encoding, options)
                : csv(sample, encoding, options);
    }

    private static FileFormat formatOf(FileSample sample, ImportOptions options) {
        if (options.format() != null) {
            return options.format();
        }
        int at = 0;
        byte[] beginning = sample.beginning();
        while (at < beginning.length && beginning[at] <= ' ' && beginning[at] >= 0) {
            at++;
        }
        return at < beginning.length && beginning[at] == '{' ? FileFormat.NDJSON : FileFormat.CSV;
    }

    private static boolean isZip(byte[] beginning) {
        return beginning.length > 3 && beginning[0] == 'P' && beginning[1] == 'K' && beginning[2] < ' ';
    }

    private static PlanVerdict ndjson(TextEncoding encoding, ImportOptions options) {
        if (options.mapping() != null
                || options.delimiter() != null
                || !options.names().isEmpty()) {
            return PlanVerdict.Refused.of(
                    "/format", "fit", "A file of NDJSON has no columns: leave mapping, delimiter and names out.");
        }
        var format = new RowFormat(FileFormat.NDJSON, encoding.charset(), '\n');
        return new PlanVerdict.Planned(new FileReading(format, false, List.of(), null, false));
    }

    private static PlanVerdict csv(FileSample sample, TextEncoding encoding, ImportOptions options) {
        var probe = new RowFormat(FileFormat.CSV, encoding.charset(), ',');
        char delimiter = options.delimiter() == null
                ? SniffDelimiter.of(sample.beginning(), probe.rowCharset().name())
                : options.delimiter();
        var format = new RowFormat(FileFormat.CSV, encoding.charset(), delimiter);
        var rows = SampleRows.of(sample.beginning(), format, SAMPLE_ROWS);
        var first = rows.isEmpty() ? null : rows.getFirst();
        if (first == null) {
            return PlanVerdict.Refused.of("/file", "header", "The first row of the file cannot be read.");
        }
        var columns = columns(first, options);
        var problems = columnProblems(columns, first.size(), options);
        if (!problems.isEmpty()) {
            return new PlanVerdict.Refused(problems);
        }
        var mapped = mapping(columns, rows, options);
        return switch (mapped) {
            case MappingVerdict.Good good ->
                new PlanVerdict.Planned(
                        new FileReading(format, options.header(), columns, good.mapping(), options.mapping() == null));
            case MappingVerdict.Bad bad ->
                new PlanVerdict.Refused(bad.problems().stream()
                        .map(it -> new MappingProblem("/mapping" + it.pointer(), it.rule(), it.message()))
                        .toList());
        };
    }

    private static MappingVerdict mapping(
            List<String> columns,
            List<? extends @org.jspecify.annotations.Nullable List<String>> rows,
            ImportOptions options) {
        if (options.mapping() != null) {
            return MappingJson.read(options.mapping(), columns);
        }
        var sample = rows.stream()
                .skip(options.header() ? 1 : 0)
                .filter(Objects::nonNull)
                .filter(it -> it.size() == columns.size())
                .map(List::copyOf)
                .toList();
        return GuessMapping.of(columns, sample);
    }

    /** A column without a name gets its number, as spreadsheets leave some behind. */
    private static List<String> columns(List<String> first, ImportOptions options) {
        var names = options.names().isEmpty() && options.header() ? first : options.names();
        var columns = new ArrayList<String>();
        for (int cell = 0; cell < names.size(); cell++) {
            var name = names.get(cell).strip();
            columns.add(name.isEmpty() ? "column " + (cell + 1) : name);
        }
        return columns;
    }

    private static List<MappingProblem> columnProblems(List<String> columns, int cells, ImportOptions options) {
        var problems = new ArrayList<MappingProblem>();
        if (columns.isEmpty()) {
            problems.add(new MappingProblem("/names", "needed", "Without a header the columns' names are needed."));
        } else if (columns.size() != cells) {
            problems.add(new MappingProblem(
                    "/names",
                    "size",
                    "The first row has " + cells + " cells, and " + columns.size() + " names were given."));
        }
        if (columns.size() > MAX_COLUMNS) {
            problems.add(new MappingProblem("/file", "size", "A file has at most " + MAX_COLUMNS + " columns."));
        }
        var where = options.names().isEmpty() ? "/file" : "/names";
        if (!columns.stream().allMatch(PlanImport::isName)) {
            problems.add(new MappingProblem(
                    where, "control", "A column's name holds a control character: send names without any."));
        }
        var seen = new HashSet<String>();
        columns.stream()
                .filter(it -> !seen.add(it))
                .distinct()
                .map(it -> new MappingProblem(
                        where, "unique", "Two columns are called " + it + ": give names that differ."))
                .forEach(problems::add);
        return problems;
    }

    /** No store keeps NUL, and nobody means a control character; spreadsheets break long names into lines. */
    private static boolean isName(String column) {
        return column.chars().noneMatch(it -> Character.isISOControl(it) && it != '\n' && it != '\r' && it != '\t');
    }
}
