package io.tributary.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Node with the published packages, installed once into a cache outside of the checkout: exactly those of the lock file,
 * from whatever registry npm is set to, without running any script of theirs.
 */
public final class NodeRuntime {

    static final int LEAST_VERSION = 20;
    private static final int INSTALL_SECONDS = 300;
    private static final String FOLDER = "/io/tributary/conformance/node/";
    private static final List<String> FILES = List.of(
            "package.json",
            "package-lock.json",
            "send.js",
            "browser.js",
            "segment-node.js",
            "segment-browser.js",
            "rudder-node.js",
            "rudder-browser.js",
            "jitsu.js");

    private final Path cache;
    private final String node;
    private final @Nullable String missing;
    private @Nullable Path installed;

    /** @param cache where packages are installed; made when it is not there */
    public NodeRuntime(Path cache, String node) {
        this.cache = cache;
        this.node = node;
        this.missing = missing(node);
    }

    /** In the user's cache folder. */
    public static Path defaultCache() {
        var configured = System.getenv("XDG_CACHE_HOME");
        var home = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return home.resolve("tributary").resolve("conformance");
    }

    /** Why there is no Node to run, in words; null when there is one. */
    @Nullable
    String missing() {
        return missing;
    }

    private static @Nullable String missing(String node) {
        var said = run(List.of(node, "--version"), Path.of("."), "", 20);
        if (said.exit() != 0) {
            return "Node " + LEAST_VERSION + " or later is not here (" + node + " --version does not run)";
        }
        var version = said.out().strip();
        var major = version.startsWith("v") ? version.substring(1).split("\\.", 2)[0] : "";
        return major.chars().allMatch(Character::isDigit)
                        && !major.isEmpty()
                        && Integer.parseInt(major) >= LEAST_VERSION
                ? null
                : "Node " + LEAST_VERSION + " or later is not here (found " + version + ")";
    }

    /** Runs a script of ours in the folder with the packages; returns what it wrote. */
    Said run(List<String> arguments, String input, int seconds) {
        var command = new ArrayList<String>();
        command.add(node);
        command.addAll(arguments);
        return run(command, folder(), input, seconds);
    }

    /** What a program wrote; an exit of -1 is one that did not start or did not end in time. */
    record Said(int exit, String out) {}

    private synchronized Path folder() {
        if (installed == null) {
            try {
                installed = install();
            } catch (IOException e) {
                throw new UncheckedIOException("the published packages cannot be installed into " + cache, e);
            }
        }
        return installed;
    }

    /** Into a folder of its own first, which then takes its name at once: two runs do not disturb each other. */
    private Path install() throws IOException {
        var ready = cache.resolve(fingerprint());
        if (Files.exists(ready.resolve("node_modules"))) {
            return ready;
        }
        Files.createDirectories(cache);
        var making = Files.createTempDirectory(cache, "installing-");
        for (var file : FILES) {
            Files.write(making.resolve(file), resource(file));
        }
        var npm = run(
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
                making,
                "",
                INSTALL_SECONDS);
        if (npm.exit() != 0) {
            throw new IOException(
                    "npm ci ended with " + npm.exit() + ": " + npm.out().strip());
        }
        try {
            return Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(ready.resolve("node_modules"))) {
                delete(making);
                return ready;
            }
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Of everything that lies in the folder: another version of a script or a package is another folder. */
    private static String fingerprint() throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var file : FILES) {
                sha.update(resource(file));
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] resource(String file) throws IOException {
        try (var in = NodeRuntime.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IOException("the resource " + file + " is missing");
            }
            return in.readAllBytes();
        }
    }

    private static Said run(List<String> command, Path folder, String input, int seconds) {
        try {
            var out = Files.createTempFile("conformance-", ".out");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var said = Files.readString(out);
            Files.delete(out);
            return new Said(ended ? process.exitValue() : -1, said);
        } catch (IOException e) {
            return new Said(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said(-1, "interrupted");
        }
    }
}
