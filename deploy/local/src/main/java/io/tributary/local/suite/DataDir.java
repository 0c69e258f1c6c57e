package io.tributary.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The files of a run: the servers' data, logs, secrets made at the first start, and what the demo has already sent. A
 * second start on the same directory finds them again.
 */
public record DataDir(Path root) {

    private static final int SECRET_BYTES = 32;

    /** Creates the directory where it is missing. */
    public static DataDir at(Path root) {
        try {
            Files.createDirectories(root.resolve("logs"));
            return new DataDir(root.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory " + root + " cannot be created", e);
        }
    }

    public Path servers() {
        return root.resolve("servers");
    }

    /** The logs of services and doubles. */
    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public Path clockFile() {
        return root.resolve("clock");
    }

    public Path state() {
        return root.resolve("setup.json");
    }

    public Path sentLedger() {
        return root.resolve("sent.ledger");
    }

    /** The running command's pid and addresses, for {@code deploy/token} and {@code deploy/clock}. */
    public Path runFile() {
        return root.resolve("run.properties");
    }

    /** The state of the topology. */
    public Path streamsState() {
        return root.resolve("streams");
    }

    /** The same of a second process, which shares nothing but the topics with the first. */
    public Path secondStreamsState() {
        return root.resolve("streams-2");
    }

    /** Where uploaded files wait. */
    public Path imports() {
        return root.resolve("imports");
    }

    /** What the platforms' doubles keep. */
    public Path doubles() {
        return root.resolve("doubles");
    }

    /** A secret that is made once and then stays: base64 of 32 random bytes, readable by its owner only. */
    public String secret(String name) {
        var file = root.resolve("secrets.properties");
        var secrets = new Properties();
        try {
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    secrets.load(in);
                }
            } else {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            if (secrets.getProperty(name) == null) {
                byte[] bytes = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(bytes);
                secrets.setProperty(name, Base64.getEncoder().encodeToString(bytes));
                try (var out = Files.newBufferedWriter(file)) {
                    secrets.store(out, "made at the first start; deleting it makes the data unreadable");
                }
            }
            return secrets.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets of " + root + " cannot be read or written", e);
        }
    }

    /** Empties the directory: {@code --fresh}. Refuses one that does not look like a run's. */
    public void clear() {
        if (!Files.exists(root.resolve("logs"))) {
            throw new IllegalStateException(root + " is not a data directory of a local run; delete it yourself");
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @org.jspecify.annotations.Nullable IOException e)
                        throws IOException {
                    if (!dir.equals(root)) {
                        Files.delete(dir);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            Files.createDirectories(root.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory " + root + " cannot be emptied", e);
        }
    }
}
