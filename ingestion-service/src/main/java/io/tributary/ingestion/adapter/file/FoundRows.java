package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.imports.Spool.FileRefused;
import io.tributary.ingestion.rows.ErasedRow;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.rows.RowCutter;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.RowPosition;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/** Where some rows lie in a file, so that they can be written over. */
final class FoundRows {

    private final RowFormat format;
    private final List<Span> spans = new ArrayList<>();
    private long count;

    /** Bytes of the stream that rows are cut from. */
    record Span(long from, long to) {}

    private FoundRows(RowFormat format) {
        this.format = format;
    }

    /** Goes through the whole file, as far as an import would read it. */
    static FoundRows in(Path file, RowFormat format, long maxUnpacked, Predicate<Row> fits) throws IOException {
        var found = new FoundRows(format);
        boolean packed = FileBytes.isPacked(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var cutter = new RowCutter(FileBytes.rows(channel, packed, format, 0), format, RowPosition.START)) {
            while (!cutter.ended() && cutter.position().bytes() < maxUnpacked) {
                found.look(cutter, fits);
            }
        } catch (ZipException | EOFException _) {
            // Damaged: an import reads what comes before as well, and no further.
            return found;
        }
        return found;
    }

    private void look(RowCutter cutter, Predicate<Row> fits) throws IOException {
        long from = cutter.position().bytes();
        // One row at most, so that its place is known.
        var row = cutter.next(from + 1);
        if (row != null && !ErasedRow.is(row) && fits.test(row)) {
            count++;
            spans.add(new Span(from, from + row.bytes().length));
        }
        long rest = cutter.position().bytes();
        cutter.passRestOfLine();
        // Of an overlong line nobody reads the rest, so nobody misses it.
        if (cutter.position().bytes() > rest + 1) {
            spans.add(new Span(rest, cutter.position().bytes() - 1));
        }
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    long count() {
        return count;
    }

    /** Writes the file anew beside itself, and puts that in its place. */
    void erase(Path file, Path part, long keepFree) throws IOException {
        if (Files.getFileStore(file).getUsableSpace() < Files.size(file) + keepFree) {
            throw FileRefused.diskFull();
        }
        boolean packed = FileBytes.isPacked(file);
        Files.deleteIfExists(part);
        try (var in = FileChannel.open(file, StandardOpenOption.READ);
                var rows = FileBytes.rows(in, packed, format, 0);
                var channel = FileChannel.open(
                        part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnDirectory.FILE)) {
            new RowWriter(file, packed, format).write(new WrittenOver(rows, spans), Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The bytes with those of the spans replaced. For one thread at a time. */
    private static final class WrittenOver extends InputStream {

        private final InputStream in;
        private final List<Span> spans;
        private int next;
        private long at;

        WrittenOver(InputStream in, List<Span> spans) {
            this.in = in;
            this.spans = spans;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = in.read(target, from, length);
            if (count > 0) {
                fill(target, from, count);
                at += count;
            }
            return count;
        }

        private void fill(byte[] target, int from, int count) {
            while (next < spans.size() && spans.get(next).from() < at + count) {
                var span = spans.get(next);
                int begin = (int) Math.max(0, span.from() - at);
                int end = (int) Math.min(count, span.to() - at);
                ErasedRow.fill(target, from + begin, from + end);
                if (span.to() > at + count) {
                    return;
                }
                next++;
            }
        }
    }
}
