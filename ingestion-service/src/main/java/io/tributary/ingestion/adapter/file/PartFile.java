package io.tributary.ingestion.adapter.file;

import io.tributary.ingestion.imports.Spool.FileRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.LongPredicate;

/** A file that is being written: counted and digested on its way to the disk. For one thread at a time. */
final class PartFile implements AutoCloseable {

    // Asking the file system for its room costs a system call.
    private static final long LOOK_EVERY = 16L * 1024 * 1024;

    private final Path directory;
    private final FileChannel channel;
    private final FileSpool.Bounds bounds;
    private final LongPredicate grow;
    private final MessageDigest digest;
    private long size;
    private long lookAgainAt;

    private PartFile(
            Path directory, FileChannel channel, FileSpool.Bounds bounds, LongPredicate grow, MessageDigest digest) {
        this.directory = directory;
        this.channel = channel;
        this.bounds = bounds;
        this.grow = grow;
        this.digest = digest;
    }

    /** @param grow whether the disk may take so many bytes more of this file's tenant */
    static PartFile create(Path directory, String name, FileSpool.Bounds bounds, LongPredicate grow)
            throws IOException, NoSuchAlgorithmException {
        OwnDirectory.make(directory);
        var channel = FileChannel.open(
                directory.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnDirectory.FILE);
        return new PartFile(directory, channel, bounds, grow, MessageDigest.getInstance("SHA-256"));
    }

    void append(ByteBuffer chunk) {
        size += chunk.remaining();
        long most = Math.min(bounds.maxFile(), bounds.maxOfATenant());
        if (size > most) {
            throw FileRefused.tooLarge(most);
        }
        if (!grow.test(chunk.remaining())) {
            throw FileRefused.overBudget(bounds.maxOfATenant());
        }
        try {
            if (size >= lookAgainAt) {
                lookAgainAt = size + LOOK_EVERY;
                if (Files.getFileStore(directory).getUsableSpace() < bounds.keepFree()) {
                    throw FileRefused.diskFull();
                }
            }
            digest.update(chunk.duplicate());
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the import cannot be spooled", e);
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    long size() {
        return size;
    }

    /** Of all that was appended; asked for once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the import cannot be closed", e);
        }
    }
}
