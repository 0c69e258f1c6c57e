package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.imports.Spool.ChunkSize;
import io.tributary.ingestion.imports.Spool.FileDamaged;
import io.tributary.ingestion.rows.Row;
import io.tributary.ingestion.rows.RowChunk;
import io.tributary.ingestion.rows.RowCutter;
import io.tributary.ingestion.rows.RowFormat;
import io.tributary.ingestion.rows.RowPosition;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file at a place between two rows. For one thread at a time. */
final class OpenFile implements AutoCloseable {

    private final FileChannel channel;
    private final RowCutter cutter;
    private final @Nullable Object key;

    private OpenFile(FileChannel channel, RowCutter cutter, @Nullable Object key) {
        this.channel = channel;
        this.cutter = cutter;
        this.key = key;
    }

    static OpenFile at(Path file, RowFormat format, RowPosition position) throws IOException {
        // First, so that a file that is replaced meanwhile is taken for the one before.
        var key = keyOf(file);
        boolean packed = FileBytes.isPacked(file);
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var bytes = FileBytes.rows(channel, packed, format, position.bytes());
            return new OpenFile(channel, new RowCutter(bytes, format, position), key);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether it stands there, and in what now has the file's name. */
    boolean isAt(Path file, RowPosition position) throws IOException {
        return cutter.position().equals(position) && Objects.equals(key, keyOf(file));
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    RowChunk chunk(ChunkSize size, long maxUnpacked) throws IOException {
        var rows = new ArrayList<Row>();
        long until = cutter.position().bytes() + size.bytes();
        while (rows.size() < size.rows()) {
            var row = cutter.next(until);
            if (row == null) {
                break;
            }
            rows.add(row);
        }
        if (cutter.position().bytes() > maxUnpacked) {
            throw new FileDamaged("The file unpacks to more than " + maxUnpacked + " bytes, which is not read.");
        }
        return new RowChunk(rows, cutter.position(), channel.position(), cutter.ended());
    }

    @Override
    public void close() throws IOException {
        cutter.close();
        channel.close();
    }
}
