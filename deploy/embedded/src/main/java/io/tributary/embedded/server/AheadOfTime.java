package io.tributary.embedded.server;

import io.tributary.embedded.cache.FolderTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Ahead-of-time caches (JEP 514): made once per JDK build, server version and compiler choice. A training that fails is
 * told once and costs speed only, never the start.
 */
public final class AheadOfTime {

    /** At its end a training JVM starts a second one that writes the cache: wait for it. */
    public static final Duration DUMP_LIMIT = Duration.ofMinutes(5);

    private static final String CACHE = "cache.aot";

    private final Workshop workshop;

    /** Keeps the caches in the workshop's cache folder. */
    public AheadOfTime(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Whether training for this server was done, well or not. */
    public boolean isDone(String server, String key) {
        return workshop.cache().has(folder(server, key));
    }

    /** The flags that use the cache of this server, trained now if it was not before; none when training failed. */
    public List<String> flags(String server, String key, Trainer trainer) throws IOException {
        Path folder = workshop.cache().folder(folder(server, key), target -> train(server, target, trainer));
        Path cache = folder.resolve(CACHE);
        // Parts of a cache that a start cannot use are warned about one by one; the start just makes them anew.
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error") : List.of();
    }

    private void train(String server, Path target, Trainer trainer) throws IOException {
        workshop.say(server, "training an ahead-of-time cache, once for this JDK (this makes later starts cheap)");
        Path cache = target.resolve(CACHE);
        Path scratch = Files.createDirectory(target.resolve("scratch"));
        try {
            trainer.train(List.of("-XX:AOTCacheOutput=" + cache), scratch);
        } catch (IOException failure) {
            if (workshop.children().isClosed()) {
                throw failure;
            }
            Files.writeString(target.resolve("failed.txt"), String.valueOf(failure.getMessage()));
        } finally {
            FolderTree.delete(scratch);
        }
        workshop.say(server, outcome(cache, target));
    }

    private static String outcome(Path cache, Path target) throws IOException {
        return Files.exists(cache)
                ? "ahead-of-time cache of " + Files.size(cache) / 1_000_000 + " MB is ready"
                : "no ahead-of-time cache could be made; starts work without (delete "
                        + target.getFileName().toString().replaceAll("\\.partial-.*", "")
                        + " in the cache to try again)";
    }

    private String folder(String server, String key) {
        return "aot-" + server + '-'
                + hash(workshop.jdk().build() + '|' + workshop.jdk().home() + '|' + key);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Runs a server once with the given flags, uses it a little and stops it cleanly. */
    @FunctionalInterface
    public interface Trainer {

        /** {@code scratch} is an empty folder for the server's data, deleted afterwards. */
        void train(List<String> flags, Path scratch) throws IOException;
    }
}
