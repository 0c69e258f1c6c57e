package io.tributary.ingestion.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;

class RowCutterTest {

    private static final RowFormat CSV = new RowFormat(FileFormat.CSV, "UTF-8", ',');
    private static final RowFormat NDJSON = new RowFormat(FileFormat.NDJSON, "UTF-8", '\n');

    @Test
    void cutsAtLineEndsOutsideOfQuotes() throws IOException {
        var rows = rows("a,\"b\nc\"\r\nd,\"e\"\"\r\nf\"\rg,h", CSV);

        assertThat(rows).extracting(RowCutterTest::text).containsExactly("a,\"b\nc\"", "d,\"e\"\"\r\nf\"", "g,h");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 5L);
        assertThat(rows).extracting(Row::flaw).containsOnly(Row.Flaw.NONE);
    }

    @Test
    void passesOverEmptyLinesAndCountsThem() throws IOException {
        var rows = rows("\n\na\n  \nb", CSV);

        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
        assertThat(rows).extracting(Row::line).containsExactly(3L, 5L);
    }

    @Test
    void losesOneRowToAQuoteThatIsNotClosed() throws IOException {
        var rows = rows("a,\"open\nb,c\nd,\"e\"\n", CSV);

        assertThat(rows).extracting(RowCutterTest::text).containsExactly("a,\"open", "b,c", "d,\"e\"");
        assertThat(rows).extracting(Row::flaw).containsExactly(Row.Flaw.BROKEN_QUOTES, Row.Flaw.NONE, Row.Flaw.NONE);
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L);
    }

    @Test
    void losesOneRowToAQuoteThatIsNotClosedInAHugeFile() throws IOException {
        var file = "a,\"open\n" + "b,c\n".repeat(200_000);

        var rows = rows(file, CSV);

        assertThat(rows).hasSize(200_001);
        assertThat(rows.getFirst().flaw()).isEqualTo(Row.Flaw.BROKEN_QUOTES);
        assertThat(rows.subList(1, rows.size())).allMatch(it -> it.flaw() == Row.Flaw.NONE);
    }

    @Test
    void cutsAnOverlongRowOffAndGoesOnBehindItsLine() throws IOException {
        var rows = rows("x".repeat(RowCutter.MAX_ROW + 5) + "\nb\n", NDJSON);

        assertThat(rows).extracting(Row::flaw).containsExactly(Row.Flaw.TOO_LONG, Row.Flaw.NONE);
        assertThat(rows.getFirst().bytes()).hasSize(RowCutter.MAX_ROW);
        assertThat(text(rows.getLast())).isEqualTo("b");
    }

    /** However little is read at a time, and wherever one stops, the rows are the same. */
    @Test
    void cutsTheSameRowsInSmallSteps() throws IOException {
        var file = "\n".repeat(50) + "x".repeat(RowCutter.MAX_ROW + 500_000) + "\r\n" + "\r".repeat(50) + "b\n\n" + "\""
                + "y".repeat(RowCutter.MAX_ROW) + "\r\nc,\"d\n";
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

        var rows = new ArrayList<Row>();
        var position = RowPosition.START;
        boolean ended = false;
        while (!ended) {
            int from = (int) position.bytes();
            var cutter = new RowCutter(
                    new ByteArrayInputStream(bytes, from, bytes.length - from),
                    CSV,
                    RowPosition.parse(position.text()));
            long until = position.bytes() + 100_000;
            for (var row = cutter.next(until); row != null; row = cutter.next(until)) {
                rows.add(row);
            }
            assertThat(cutter.position().bytes()).isLessThan(until + RowCutter.MAX_ROW + 2);
            position = cutter.position();
            ended = cutter.ended();
        }

        assertThat(rows.stream().map(RowCutterTest::whole).toList())
                .isEqualTo(rows(file, CSV).stream().map(RowCutterTest::whole).toList());
        assertThat(rows)
                .extracting(Row::line, Row::flaw)
                .containsExactly(
                        tuple(51L, Row.Flaw.TOO_LONG),
                        tuple(102L, Row.Flaw.NONE),
                        tuple(104L, Row.Flaw.TOO_LONG),
                        tuple(105L, Row.Flaw.BROKEN_QUOTES));
    }

    @Test
    void stopsAtABudgetThoughNoRowComes() throws IOException {
        var blank = new RowCutter(endless('\n'), CSV, RowPosition.START);
        var line = new RowCutter(endless('x'), NDJSON, RowPosition.START);

        assertThat(blank.next(1_000)).isNull();
        assertThat(blank.position()).isEqualTo(new RowPosition(1_000, 0, 1_000, false));
        assertThat(line.next(2_000_000)).extracting(Row::flaw).isEqualTo(Row.Flaw.TOO_LONG);
        assertThat(line.next(2_000_000)).isNull();
        assertThat(line.position()).isEqualTo(new RowPosition(2_000_000, 1, 0, true));
        assertThat(line.ended()).isFalse();
    }

    /** A carriage return that is the last byte of a full buffer, and the first that has no room in its row. */
    @Test
    void readsOnWhereRowAndBufferAreFullAtOnce() throws IOException {
        var file = "\"a\n" + "x".repeat(RowCutter.MAX_ROW - 3) + "\r\nb\n";
        int first = RowCutter.MAX_ROW + 1;

        assertThat(rows(new RowCutter(splitAt(file, first), CSV, RowPosition.START)))
                .extracting(Row::flaw)
                .startsWith(Row.Flaw.BROKEN_QUOTES);
    }

    @Test
    void takesTheCarriageReturnAwayFromALineOfJson() throws IOException {
        assertThat(rows("{}\r\n{ }\n", NDJSON)).extracting(RowCutterTest::text).containsExactly("{}", "{ }");
    }

    /** Wherever one stops, the rest is the same. */
    @Test
    void goesOnFromEveryPlace() throws IOException {
        var random = new Random(20261125);
        for (int round = 0; round < 300; round++) {
            byte[] file = document(random).getBytes(StandardCharsets.UTF_8);
            var whole = rows(file, RowPosition.START);
            var cutter = new RowCutter(new ByteArrayInputStream(file), CSV, RowPosition.START);
            for (int row = 0; row < whole.size(); row++) {
                var position = RowPosition.parse(cutter.position().text());
                assertThat(rows(file, position))
                        .as("round %d row %d", round, row)
                        .usingRecursiveComparison()
                        .isEqualTo(whole.subList(row, whole.size()));
                cutter.next();
            }
        }
    }

    /** The library reads the whole file as it reads our rows one by one. */
    @Test
    void cutsWhereTheLibraryDoes() throws IOException {
        var random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            var document = document(random);
            var expected = new ArrayList<List<String>>();
            try (var parser = CSVFormat.DEFAULT.parse(new StringReader(document))) {
                parser.forEach(it -> expected.add(it.toList()));
            }

            var cells = new CsvCells(',');
            var read = new ArrayList<List<String>>();
            for (var row : rows(document, CSV)) {
                read.add(cells.read(text(row)));
            }

            assertThat(read).as("seed 42, round %d: %s", round, document).isEqualTo(expected);
        }
    }

    /** Rows of cells as RFC 4180 writes them, some quoted with line ends, delimiters and quotes inside. */
    private static String document(Random random) {
        var document = new StringBuilder();
        int rows = 1 + random.nextInt(6);
        for (int row = 0; row < rows; row++) {
            int cells = 1 + random.nextInt(4);
            for (int cell = 0; cell < cells; cell++) {
                document.append(cell == 0 ? "" : ",").append(cell(random));
            }
            document.append(List.of("\n", "\r\n", "\r").get(random.nextInt(3)));
        }
        return document.toString();
    }

    private static String cell(Random random) {
        var text = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(List.of("a", "ü", "\"", ",", "\n", "\r\n", " ", "☃").get(random.nextInt(8)));
        }
        return random.nextBoolean()
                ? '"' + text.toString().replace("\"", "\"\"") + '"' + " ".repeat(random.nextInt(2))
                : text.toString().replaceAll("[,\n\r]", "");
    }

    private static List<Row> rows(String file, RowFormat format) throws IOException {
        return rows(new RowCutter(inPieces(file.getBytes(StandardCharsets.UTF_8)), format, RowPosition.START));
    }

    private static List<Row> rows(byte[] file, RowPosition from) throws IOException {
        int skipped = (int) from.bytes();
        return rows(new RowCutter(new ByteArrayInputStream(file, skipped, file.length - skipped), CSV, from));
    }

    private static List<Row> rows(RowCutter cutter) throws IOException {
        var rows = new ArrayList<Row>();
        for (var row = cutter.next(); row != null; row = cutter.next()) {
            rows.add(row);
        }
        return rows;
    }

    /** A stream that gives few bytes at a time, as a decompressor may. */
    private static InputStream inPieces(byte[] file) {
        return new ByteArrayInputStream(file) {
            @Override
            public int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(length, 1 + file.length / 7));
            }
        };
    }

    /** The stream's first piece is that long, so the buffer ends there. */
    private static InputStream splitAt(String file, int place) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, place),
                new ByteArrayInputStream(bytes, place, bytes.length - place));
    }

    private static InputStream endless(char value) {
        return new InputStream() {
            @Override
            public int read() {
                return value;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                Arrays.fill(target, from, from + length, (byte) value);
                return length;
            }
        };
    }

    /** All of it, quicker to compare than field by field. */
    private static String whole(Row row) {
        return row.number() + " " + row.line() + " " + row.flaw() + " " + text(row);
    }

    private static String text(Row row) {
        return new String(row.bytes(), StandardCharsets.UTF_8);
    }
}
