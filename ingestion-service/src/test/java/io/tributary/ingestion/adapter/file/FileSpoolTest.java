package io.tributary.ingestion.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.ingestion.imports.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class FileSpoolTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void readsLinesOnFromWhereItWasToldToGoOn() {
        var spool = spool(1000);

        var count = get(spool.write("job", chunks("a\nb", "b\r\n\n", "c")));

        assertThat(count).isEqualTo(3);
        assertThat(texts(spool, 0, 2)).containsExactly("a", "bb\r");
        assertThat(texts(spool, 2, 2)).containsExactly("c");
        assertThat(texts(spool, 3, 2)).isEmpty();
        assertThat(texts(spool(1000), 1, 5)).containsExactly("bb\r", "c");
    }

    @Test
    void readsGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        var spool = spool(1000);

        assertThat(get(spool.write("job", Flux.just(ByteBuffer.wrap(packed.toByteArray())))))
                .isEqualTo(2);
        assertThat(texts(spool, 0, 5)).containsExactly("a", "b");
    }

    @Test
    void leavesNothingOfAFileThatIsTooLarge() throws IOException {
        assertThatThrownBy(() -> get(spool(3).write("job", chunks("ab", "cd"))))
                .hasRootCauseInstanceOf(Spool.FileTooLarge.class);
        try (var files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void cutsAnOverlongLine() {
        var spool = spool(10_000_000);
        get(spool.write("job", chunks("x".repeat(1_000_000) + "\nb")));

        assertThat(texts(spool, 0, 2)).element(0).asString().hasSize(256 * 1024);
        assertThat(texts(spool, 1, 2)).containsExactly("b");
    }

    private FileSpool spool(long maxBytes) {
        return new FileSpool(directory, maxBytes, Schedulers.immediate());
    }

    private static List<String> texts(FileSpool spool, long skip, int count) {
        return get(spool.lines("job", skip, count)).stream()
                .map(it -> new String(it, StandardCharsets.UTF_8))
                .toList();
    }

    private static Flux<ByteBuffer> chunks(String... chunks) {
        return Flux.fromArray(chunks).map(it -> ByteBuffer.wrap(it.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T get(Mono<T> result) {
        return result.toFuture().join();
    }
}
