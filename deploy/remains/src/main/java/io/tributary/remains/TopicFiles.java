package io.tributary.remains;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the broker's own files, batch by batch: records that compaction or retention has not taken away yet although no
 * consumer is given them any more, and files that wait for their removal.
 */
final class TopicFiles {

    private static final String STORE = "topic files";

    private final Path folder;
    private final Report report;

    TopicFiles(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    void search() {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(TopicFiles::isLog).sorted()::iterator) {
                read(file);
            }
        } catch (IOException e) {
            throw new CannotSearch("The files of the broker below " + folder + " cannot be read: " + e, e);
        }
    }

    private static boolean isLog(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".log") || name.contains(".log.");
    }

    private void read(Path file) throws IOException {
        var pass = report.pass();
        // The broker goes on: a file may be gone, and its end may be a batch that is not whole.
        try {
            feed(pass, FileRecords.open(file.toFile(), false));
        } catch (NoSuchFileException | KafkaException gone) {
            if (Files.exists(file)) {
                throw new CannotSearch("The file " + file + " cannot be unpacked: " + gone, gone);
            }
        }
        report.close(STORE, folder.relativize(file).toString(), pass);
    }

    private static void feed(Scanner.Pass pass, FileRecords records) throws IOException {
        try {
            for (var batch : records.batches()) {
                if (!batch.isControlBatch()) {
                    batch.forEach(it -> feed(pass, it));
                }
            }
        } finally {
            // Its own close() would cut off what the broker has written since.
            records.closeHandlers();
        }
    }

    private static void feed(Scanner.Pass pass, Record record) {
        feed(pass, record.key());
        feed(pass, record.value());
        for (var header : record.headers()) {
            feed(pass, header.value() == null ? null : ByteBuffer.wrap(header.value()));
        }
    }

    private static void feed(Scanner.Pass pass, @Nullable ByteBuffer buffer) {
        pass.separate();
        if (buffer != null) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            pass.feed(bytes);
        }
    }
}
