package io.tributary.ingestion.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.ingestion.imports.Spool;
import io.tributary.ingestion.imports.Spool.ChunkSize;
import io.tributary.ingestion.rows.ErasedRow;
import io.tributary.ingestion.rows.FileFormat;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.rows.RowCutter;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.RowPosition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class FileSpoolTest {

    private static final RowFormat LINES = new RowFormat(FileFormat.NDJSON, "UTF-8", '\n');

    @TempDir
    private Path directory = Path.of("");

    @Test
    void tellsSizeAndDigestOfWhatItKeeps() {
        var stored = get(spool(1000).write("acme", "ing_1", chunks("a\nb", "b\r\n")));

        assertThat(stored)
                .isEqualTo(new Spool.StoredFile(
                        "ing_1", 6, "bd4c3f599d4b8f1ca540684ef37f4419c9906ae6263a50182c89fb712d211dbe"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, false", "UTF-8, true", "UTF-16LE, false", "UTF-16BE, true", "windows-1252, true"})
    void goesOnFromAPlaceInAnotherProcess(String charset, boolean gzip) throws IOException {
        var text = (charset.startsWith("UTF") ? "\ufeff" : "") + "é1\né2\né3\né4\n";
        byte[] file = text.getBytes(Charset.forName(charset));
        get(spool(1000).write("acme", "ing_1", Flux.just(ByteBuffer.wrap(gzip ? gzip(file) : file))));
        var format = new RowFormat(FileFormat.CSV, charset, ',');

        var first = get(spool(1000).rows("ing_1", format, RowPosition.START, new ChunkSize(2, 1000)));
        var rest = get(spool(1000).rows("ing_1", format, first.next(), new ChunkSize(9, 1000)));
        var end = get(spool(1000).rows("ing_1", format, rest.next(), new ChunkSize(9, 1000)));

        assertThat(first.rows())
                .extracting(it -> new String(it.bytes(), format.rowCharset()))
                .containsExactly("é1", "é2");
        assertThat(rest.rows())
                .extracting(it -> new String(it.bytes(), format.rowCharset()))
                .containsExactly("é3", "é4");
        assertThat(end.rows()).isEmpty();
        assertThat(end.ended()).isTrue();
        assertThat(end.next()).isEqualTo(rest.next());
    }

    @Test
    void endsAChunkByItsBytes() {
        var spool = spool(1000);
        get(spool.write("acme", "ing_1", chunks("aaaa\nbbbb\ncccc\n")));

        assertThat(get(spool.rows("ing_1", LINES, RowPosition.START, new ChunkSize(9, 6)))
                        .rows())
                .hasSize(2);
    }

    @Test
    void showsTheBeginningOfAFile() throws IOException {
        var spool = spool(10_000_000);
        get(spool.write(
                "acme",
                "ing_1",
                Flux.just(ByteBuffer.wrap(gzip("id;é\n".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1))))));

        var sample = get(spool.sample("ing_1", null));

        assertThat(sample.packed()).isTrue();
        assertThat(sample.encoding()).isNotNull();
        assertThat(String.valueOf(sample.encoding())).contains("windows-1252");
        assertThat(new String(sample.beginning(), Charset.forName("windows-1252")))
                .endsWith("id;é\n");
        assertThat(sample.beginning()).hasSizeLessThanOrEqualTo(256 * 1024);
    }

    @Test
    void leavesNothingOfAFileThatIsTooLarge() throws IOException {
        assertThatThrownBy(() -> get(spool(3).write("acme", "ing_1", chunks("ab", "cd"))))
                .hasRootCauseInstanceOf(Spool.FileRefused.class);
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesAFileForWhichTheDiskHasNoRoom() {
        var spool = new FileSpool(
                directory,
                new FileSpool.Bounds(1000, 1000, 1000, Long.MAX_VALUE),
                Clock.systemUTC(),
                Schedulers.immediate());

        assertThatThrownBy(() -> get(spool.write("acme", "ing_1", chunks("ab"))))
                .rootCause()
                .isInstanceOfSatisfying(
                        Spool.FileRefused.class,
                        it -> assertThat(it.reason()).isEqualTo(Spool.FileRefused.Reason.DISK_FULL));
    }

    /** Lines without end, empty ones, and calls: each stops where the limit is, however much there is behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", " ", "{}\n"})
    void stopsAtAFileThatUnpacksWithoutEnd(String piece) throws IOException {
        var spool = spool(1_000_000);
        get(spool.write("acme", "ing_1", Flux.just(ByteBuffer.wrap(gzip(piece, 50_000_000)))));
        var size = new ChunkSize(1_000_000, 1_200_000);

        var position = RowPosition.START;
        for (int chunk = 1; chunk <= 3; chunk++) {
            position = get(spool.rows("ing_1", LINES, position, size)).next();
            assertThat(position.bytes()).isBetween(chunk * 1_200_000L, chunk * 1_200_000L + 10);
        }

        var last = position;
        assertThatThrownBy(() -> get(spool.rows("ing_1", LINES, last, size)
                        .flatMap(it -> spool.rows("ing_1", LINES, it.next(), size))))
                .rootCause()
                .isInstanceOf(Spool.FileDamaged.class);
    }

    @Test
    void refusesAFileOfWhichMuchUnpacksToNothing() throws IOException {
        var spool = spool(10_000_000);
        byte[] empty = gzip(new byte[0]);
        get(spool.write("acme", "ing_1", Flux.range(0, 100_000).map(it -> ByteBuffer.wrap(empty))));

        assertThatThrownBy(() -> get(spool.sample("ing_1", null))).rootCause().isInstanceOf(Spool.FileDamaged.class);
    }

    /** Uploads under way, files that wait, and files of an earlier process: all of them lie on the disk. */
    @Test
    void refusesWhatIsMoreThanATenantMayHaveOnTheDisk() {
        var bounds = new FileSpool.Bounds(1000, 1000, 10, 0);
        var before = new FileSpool(directory, bounds, Clock.systemUTC(), Schedulers.immediate());
        get(before.write("acme", "ing_1", chunks("aaa")));
        var spool = new FileSpool(directory, bounds, Clock.systemUTC(), Schedulers.immediate());
        get(spool.sweep(Map.of("ing_1", "acme"), Duration.ofDays(1)));
        get(spool.write("acme", "ing_2", chunks("aaa")));
        var sent = Sinks.many().unicast().<ByteBuffer>onBackpressureBuffer();
        var upload = spool.write("acme", "ing_3", sent.asFlux()).toFuture();
        sent.tryEmitNext(ByteBuffer.wrap(new byte[3]));

        assertThatThrownBy(() -> get(spool.write("acme", "ing_4", chunks("aa"))))
                .rootCause()
                .isInstanceOfSatisfying(
                        Spool.FileRefused.class,
                        it -> assertThat(it.reason()).isEqualTo(Spool.FileRefused.Reason.OVER_BUDGET));
        get(spool.write("other", "ing_5", chunks("aaaaaaaaaa")));

        sent.tryEmitComplete();
        upload.join();
        get(spool.delete("ing_1"));
        assertThat(get(spool.write("acme", "ing_6", chunks("aaaa"))).bytes()).isEqualTo(4);
    }

    @Test
    void sweepsWhatNobodyWantsAnyMore() throws IOException {
        get(spool(1000).write("acme", "ing_1", chunks("a")));
        get(spool(1000).write("acme", "ing_2", chunks("a")));
        Files.writeString(directory.resolve("ing_3.part"), "half");
        var later = new FileSpool(
                directory,
                new FileSpool.Bounds(1, 1, 1, 0),
                Clock.fixed(Instant.now().plusSeconds(100), ZoneOffset.UTC),
                Schedulers.immediate());

        assertThat(get(spool(1000).sweep(Map.of(), Duration.ofSeconds(50)))).isZero();
        assertThat(get(later.sweep(Map.of("ing_2", "acme"), Duration.ofSeconds(50))))
                .isEqualTo(2);
        assertThat(List.of(directory.toFile().list())).containsExactly("ing_2.import");
    }

    /** Every other row, its line ends and the rows' places stay, in whatever way the file is written. */
    @ParameterizedTest
    @CsvSource({
        "UTF-8, false, true",
        "UTF-8, true, false",
        "UTF-16LE, false, true",
        "UTF-16BE, true, true",
        "UTF-16BE, false, false",
        "UTF-16, false, true",
        "windows-1252, true, false"
    })
    void erasesRowsInTheirPlaces(String charset, boolean gzip, boolean marked) throws IOException {
        var text = (marked ? "\ufeff" : "") + "é1,a\r\n\né2,\"b\nanna\"\n\"q,anna\né3\nanna";
        var sent = charset.equals("UTF-16") ? StandardCharsets.UTF_16LE : Charset.forName(charset);
        byte[] file = text.getBytes(sent);
        get(spool(1000).write("acme", "ing_1", Flux.just(ByteBuffer.wrap(gzip ? gzip(file) : file))));
        var format = new RowFormat(FileFormat.CSV, charset, ',');
        var before = rows(format);
        var spool = spool(1000);
        var open = get(spool.rows("ing_1", format, RowPosition.START, new ChunkSize(1, 1000)));

        long erased = get(spool.erase("ing_1", format, it -> text(it, format).contains("anna")));

        var after = rows(format);
        assertThat(erased).isEqualTo(3);
        assertThat(after).hasSameSizeAs(before);
        for (int row = 0; row < before.size(); row++) {
            boolean isErased = text(before.get(row), format).contains("anna");
            assertThat(after.get(row).number()).isEqualTo(before.get(row).number());
            assertThat(after.get(row).bytes()).hasSameSizeAs(before.get(row).bytes());
            assertThat(ErasedRow.is(after.get(row))).isEqualTo(isErased);
            if (!isErased) {
                assertThat(after.get(row).bytes()).isEqualTo(before.get(row).bytes());
            }
        }
        assertThat(get(spool.rows("ing_1", format, open.next(), new ChunkSize(9, 1000)))
                        .rows())
                .as("who reads on sees what is there now")
                .filteredOn(ErasedRow::is)
                .hasSize(3);
        assertThat(get(spool.search("ing_1", format, it -> true))).isEqualTo(before.size() - 3);
        assertThat(get(spool.erase("ing_1", format, it -> text(it, format).contains("anna"))))
                .isZero();
    }

    @Test
    void keepsWhatIsNoTextAsItWasBesideAnErasedRow() throws IOException {
        byte[] file = {'a', 0, 0, (byte) 0xd8, '\n', 0, 'b', 0, '\n', 0, 0, (byte) 0xdc, 'c', 0};
        get(spool(1000).write("acme", "ing_1", Flux.just(ByteBuffer.wrap(file))));
        var format = new RowFormat(FileFormat.NDJSON, "UTF-16LE", '\n');
        var before = rows(format);

        get(spool(1000).erase("ing_1", format, it -> it.number() == 2));

        assertThat(rows(format).getFirst().bytes()).isEqualTo(before.getFirst().bytes());
        assertThat(rows(format).getLast().bytes()).isEqualTo(before.getLast().bytes());
    }

    @Test
    void leavesAFileAloneThatHasNobodyInIt() throws IOException {
        get(spool(1000).write("acme", "ing_1", chunks("a\nb\n")));
        var before = Files.getLastModifiedTime(directory.resolve("ing_1.import"));

        assertThat(get(spool(1000).erase("ing_1", LINES, it -> false))).isZero();

        assertThat(Files.getLastModifiedTime(directory.resolve("ing_1.import"))).isEqualTo(before);
        assertThat(List.of(directory.toFile().list())).containsExactly("ing_1.import");
    }

    @Test
    void takesAwayWhatNobodyReadsOfAnOverlongLine() throws IOException {
        var line = "x".repeat(RowCutter.MAX_ROW) + "anna" + "x".repeat(1_000);
        get(spool(2_000_000).write("acme", "ing_1", chunks(line + "\nb\n")));

        get(spool(2_000_000).erase("ing_1", LINES, it -> false));

        assertThat(Files.readString(directory.resolve("ing_1.import")))
                .doesNotContain("anna")
                .hasSize(line.length() + 3);
        assertThat(rows(LINES)).hasSize(2);
        assertThat(rows(LINES).getLast().bytes()).isEqualTo(new byte[] {'b'});
    }

    @Test
    void leavesADamagedFileDamaged() throws IOException {
        byte[] whole = gzip("anna\nb\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        get(spool(1_000_000)
                .write("acme", "ing_1", Flux.just(ByteBuffer.wrap(java.util.Arrays.copyOf(whole, whole.length / 2)))));
        var spool = spool(1_000_000);

        assertThat(get(spool.erase("ing_1", LINES, it -> it.bytes().length == 4)))
                .isPositive();

        assertThatThrownBy(
                        () -> get(spool.rows("ing_1", LINES, RowPosition.START, new ChunkSize(1_000_000, 1_000_000))))
                .rootCause()
                .isInstanceOf(Spool.FileDamaged.class);
    }

    private List<Row> rows(RowFormat format) {
        return get(spool(1000).rows("ing_1", format, RowPosition.START, new ChunkSize(99, 2_000_000)))
                .rows();
    }

    private static String text(Row row, RowFormat format) {
        return new String(row.bytes(), format.rowCharset());
    }

    private FileSpool spool(long maxBytes) {
        return new FileSpool(
                directory,
                new FileSpool.Bounds(maxBytes, 4_000_000, 1_000_000_000, 0),
                Clock.systemUTC(),
                Schedulers.immediate());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** That text over and over, so many bytes in all. */
    private static byte[] gzip(String piece, int size) throws IOException {
        byte[] block = piece.repeat(300_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int written = 0; written < size; written += block.length) {
                gzip.write(block);
            }
        }
        return packed.toByteArray();
    }

    private static Flux<ByteBuffer> chunks(String... chunks) {
        return Flux.fromArray(chunks).map(it -> ByteBuffer.wrap(it.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T get(Mono<T> result) {
        return result.toFuture().join();
    }
}
