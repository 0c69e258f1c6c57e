package io.tributary.doubles;

import io.tributary.doubles.platform.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command: reads the options, starts the server, says that it is ready and stays until it is told to stop. */
@Command(
        name = "doubles",
        mixinStandardHelpOptions = true,
        version = "doubles 0.1.0",
        showDefaultValues = true,
        description = "Plays on loopback the platforms that Tributary pushes audiences to: SendGrid under /v3, Meta"
                + " under /v25.0, webhook endpoints under /hooks. Open / in a browser to see what they received.")
public final class Doubles implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--port", defaultValue = "8095", description = "Port on loopback; 0 takes a free one.")
    int port;

    @Option(names = "--data-dir", description = "Where members and requests are kept. Default: a temporary directory.")
    @Nullable
    Path dataDir;

    @Option(names = "--sendgrid-key", defaultValue = "SG.local", description = "An accepted API key; may be repeated.")
    Set<String> sendgridKeys = Set.of();

    @Option(names = "--meta-token", defaultValue = "meta-local", description = "An accepted token; may be repeated.")
    Set<String> metaTokens = Set.of();

    @Option(
            names = "--sendgrid-job-delay-millis",
            defaultValue = "200",
            description = "How long an accepted SendGrid job stays pending.")
    long jobDelayMillis;

    @Option(names = "--provision", description = "JSON file with lists, audiences and endpoints to set up.")
    @Nullable
    Path provision;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Doubles()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = dataDir == null ? Files.createTempDirectory("doubles") : dataDir;
        var settings = new Settings(port, directory, sendgridKeys, metaTokens, Duration.ofMillis(jobDelayMillis));
        var told = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        try (var server = DoublesServer.start(settings, InstantSource.system())) {
            if (provision != null && !isProvisioned(server, provision)) {
                out().println("doubles: cannot set up everything that " + provision + " describes");
                return 1;
            }
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(told, stopped)));
            out().println("doubles ready on " + server.address() + " (data in " + directory + ")");
            out().flush();
            told.await();
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private static boolean isProvisioned(DoublesServer server, Path file) throws IOException {
        return Json.readObject(Files.readString(file))
                .flatMap(server::provision)
                .isPresent();
    }

    /** Runs while the virtual machine goes down: lets the main thread close the server, and waits for it. */
    private static void stop(CountDownLatch told, CountDownLatch stopped) {
        told.countDown();
        try {
            stopped.await();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
