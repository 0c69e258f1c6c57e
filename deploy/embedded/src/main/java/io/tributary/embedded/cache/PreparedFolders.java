package io.tributary.embedded.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands out folders that are made once per machine; guarantees that a folder under its final name is complete, however
 * its making ended, and that only one process at a time makes it.
 */
public final class PreparedFolders {

    private static final Map<Path, ReentrantLock> LOCKS_OF_THIS_JVM = new ConcurrentHashMap<>();

    private final Path root;

    /** Uses {@code root}, which need not exist yet. */
    public PreparedFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The cache of this user: {@code TRIBUTARY_CACHE}, else the XDG cache folder, else {@code ~/.cache}. */
    public static Path rootOf(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("TRIBUTARY_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("tributary");
    }

    /** Where all folders are. */
    public Path root() {
        return root;
    }

    /** Whether the folder is there, which means complete. */
    public boolean has(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    /** The folder of this name, made by {@code making} when it is not there yet; waits while another process makes it. */
    public Path folder(String name, Making making) throws IOException {
        Path folder = root.resolve(name);
        if (has(name)) {
            return folder;
        }
        ReentrantLock lock = LOCKS_OF_THIS_JVM.computeIfAbsent(folder, key -> new ReentrantLock());
        lock.lock();
        try {
            return madeAlone(folder, making);
        } finally {
            lock.unlock();
        }
    }

    /** A file lock holds between processes only, so it is taken under the lock of this JVM. */
    private Path madeAlone(Path folder, Making making) throws IOException {
        Path locks = Files.createDirectories(root.resolve("locks"));
        Path lockFile = locks.resolve(folder.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.isDirectory(folder)) {
                deletePartialsOf(folder);
                make(folder, making);
            }
            return folder;
        }
    }

    private void make(Path folder, Making making) throws IOException {
        Path partial = Files.createDirectory(root.resolve(folder.getFileName() + ".partial-" + UUID.randomUUID()));
        try {
            making.fill(partial);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FolderTree.delete(partial);
        }
    }

    private void deletePartialsOf(Path folder) throws IOException {
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(root, folder.getFileName() + ".partial-*")) {
            for (Path partial : partials) {
                FolderTree.delete(partial);
            }
        }
    }

    /** Fills a new, empty folder; what it throws leaves no folder behind. */
    @FunctionalInterface
    public interface Making {

        /** Called at most once per missing folder, never by two processes at a time. */
        void fill(Path emptyFolder) throws IOException;
    }
}
