package io.tributary.embedded.server;

import io.tributary.embedded.cache.FolderTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of all data of one set of servers, kept or thrown away; only one set of servers uses it at a time. */
public final class DataFolder implements AutoCloseable {

    /** The guard deletes only folders that hold this file. */
    private static final String THROW_AWAY = ".tributary-throw-away";

    private final Path path;
    private final boolean throwAway;
    private final FileChannel lockFile;

    private DataFolder(Path path, boolean throwAway, FileChannel lockFile) {
        this.path = path;
        this.throwAway = throwAway;
        this.lockFile = lockFile;
    }

    /** Opens a kept folder, or a new throw-away one for null; refuses one that another run uses. */
    public static DataFolder open(@Nullable Path wanted) throws IOException {
        if (wanted == null) {
            Path fresh = Files.createTempDirectory("tributary-").toRealPath();
            Files.createFile(fresh.resolve(THROW_AWAY));
            return new DataFolder(fresh, true, locked(fresh));
        }
        Path kept = Files.createDirectories(wanted).toRealPath();
        return new DataFolder(kept, false, locked(kept));
    }

    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isFree(channel)) {
            channel.close();
            throw new IOException("the data folder " + folder + " is in use by another run: stop it or choose another");
        }
        return channel;
    }

    /** The lock lives as long as the channel. */
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameJvm) {
            return false;
        }
    }

    /** Absolute, without symbolic links. */
    public Path path() {
        return path;
    }

    /** Whether it is deleted on close. */
    public boolean isThrowAway() {
        return throwAway;
    }

    /** Gives the folder free, and deletes it if it is a throw-away one. */
    @Override
    public void close() throws IOException {
        lockFile.close();
        if (throwAway) {
            FolderTree.delete(path);
        }
    }
}
