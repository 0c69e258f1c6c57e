package io.tributary.local.suite;

import io.tributary.embedded.cache.FolderTree;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service's jar made ready to start fast: unpacked by Spring Boot's own tool, with an ahead-of-time cache (JEP 514)
 * from a training run. Kept in the cache under the jar's hash, so a changed jar is prepared anew and an unchanged one never.
 */
final class ServiceImage {

    private static final long TRAINING_MINUTES = 4;
    private static final int KEPT_IMAGES = 3;

    /** Is there as soon as a training run was tried. */
    private static final String TRAINING_LOG = "training.log";

    private final Path javaHome;
    private final Path cache;
    private final Progress progress;
    private final RunShape shape;

    ServiceImage(Path javaHome, Path cache, Progress progress, RunShape shape) {
        this.javaHome = javaHome;
        this.cache = cache;
        this.progress = progress;
        this.shape = shape;
    }

    /** The command that starts the service; prepares what is missing, one process at a time. */
    List<String> command(Service service, Path jar) {
        var home = cache.resolve("services").resolve(service.module() + "-" + hash(jar));
        try {
            Files.createDirectories(home.getParent());
            try (var lock = FileChannel.open(
                            cache.resolve("services.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                if (!Files.exists(home)) {
                    unpack(service, jar, home);
                }
                if (!shape.measured() && !Files.exists(home.resolve(TRAINING_LOG))) {
                    train(service, home);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(service.module() + " cannot be prepared in " + home, e);
        }
        return startCommand(service, home);
    }

    /**
     * A measured service starts without the cache: it also holds which compiler each method reached in training, and what the
     * quick one compiled there would stay with it for good.
     */
    private List<String> startCommand(Service service, Path home) {
        var command = new ArrayList<>(flags(service, shape));
        var aot = home.resolve("service.aot");
        if (!shape.measured() && Files.exists(aot)) {
            command.add("-XX:AOTCache=" + aot);
        }
        command.addAll(List.of("-jar", home.resolve("app.jar").toString()));
        return command;
    }

    private List<String> flags(Service service, RunShape shape) {
        var flags = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-Xms" + shape.heapOf(service) / 2 + "m",
                "-Xmx" + shape.heapOf(service) + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (shape.firstCompilerOnly(service)) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        return flags;
    }

    private void unpack(Service service, Path jar, Path home) throws IOException {
        progress.say("prepare", service.module() + ": unpacking");
        var draft = Files.createTempDirectory(home.getParent(), "draft-");
        run(
                List.of(
                        javaHome.resolve("bin/java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        draft.toString()),
                draft.resolve("extract.log"));
        Files.move(draft.resolve(jar.getFileName()), draft.resolve("app.jar"));
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        dropOldImages(service, home);
    }

    /** Keeps the newest few images of a service: another checkout may run on one of them. */
    private static void dropOldImages(Service service, Path home) throws IOException {
        try (var images = Files.list(home.getParent())) {
            var old = images.filter(it -> it.getFileName().toString().startsWith(service.module() + "-"))
                    .sorted(Comparator.comparing(ServiceImage::preparedAt).reversed())
                    .skip(KEPT_IMAGES)
                    .toList();
            for (var image : old) {
                FolderTree.delete(image);
            }
        }
    }

    private static FileTime preparedAt(Path image) {
        try {
            return Files.getLastModifiedTime(image);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Trains in place, because the cache is only good for the path it was trained with. A failure costs speed, no more. */
    private void train(Service service, Path home) {
        progress.say("prepare", service.module() + ": training run for a fast start (once per build)");
        var command = new ArrayList<>(flags(service, RunShape.LOCAL));
        command.addAll(List.of(
                "-XX:AOTCacheOutput=" + home.resolve("service.aot"),
                "-Dspring.context.exit=onRefresh",
                "-Dcdp.training=true",
                "-jar",
                home.resolve("app.jar").toString()));
        run(command, home.resolve(TRAINING_LOG));
        if (!Files.exists(home.resolve("service.aot"))) {
            progress.say(
                    "prepare", service.module() + ": no fast start, the training run failed (training.log says why)");
        }
    }

    private static void run(List<String> command, Path log) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hash(Path jar) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " is not there: build first", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
