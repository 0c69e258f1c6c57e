package io.tributary.doubles.journal;

import io.tributary.doubles.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An append-only file of changes, one JSON document a line. After commit returns, the change survives the death of this
 * process (it is with the operating system), not the loss of power: a double needs no more. Not safe for concurrent
 * use; its platform holds a lock around each answer.
 *
 * @param <C> the kind of change
 */
public final class Journal<C> implements AutoCloseable {

    // A run of one day stays below this; a longer one is compacted while it runs.
    private static final long COMPACT_BEYOND_BYTES = 64L << 20;

    private final Path file;
    private final Consumer<C> apply;
    private final Supplier<Stream<C>> snapshot;
    private FileChannel channel;
    private long bytesAfterCompaction;

    private Journal(Path file, Consumer<C> apply, Supplier<Stream<C>> snapshot) throws IOException {
        this.file = file;
        this.apply = apply;
        this.snapshot = snapshot;
        this.channel = compacted();
    }

    /** Applies the file's changes in order, then replaces the file by the snapshot of what they built. */
    public static <C> Journal<C> open(Path file, Class<C> kind, Consumer<C> apply, Supplier<Stream<C>> snapshot) {
        try {
            Lines.forEach(file, line -> apply.accept(Json.MAPPER.readValue(line, kind)));
            return new Journal<>(file, apply, snapshot);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes the change, then applies it; throws with nothing applied when it cannot be written. */
    public void commit(C change) {
        try {
            write(channel, change);
            apply.accept(change);
            if (channel.size() > Math.max(COMPACT_BEYOND_BYTES, 2 * bytesAfterCompaction)) {
                channel.close();
                channel = compacted();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private FileChannel compacted() throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        try (var out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var changes = snapshot.get().iterator(); changes.hasNext(); ) {
                write(out, changes.next());
            }
            bytesAfterCompaction = out.size();
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static <C> void write(FileChannel out, C change) throws IOException {
        var line = ByteBuffer.wrap((Json.write(change) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            out.write(line);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
