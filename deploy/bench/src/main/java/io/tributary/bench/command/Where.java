package io.tributary.bench.command;

import io.tributary.bench.stand.Stand;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.Suite;
import io.tributary.local.watch.Progress;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a bench runs and where its report goes. */
final class Where {

    @Option(
            names = "--ports-from",
            paramLabel = "N",
            defaultValue = "" + (Ports.DEFAULT_BASE + 200),
            description = "first of 28 ports (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 200;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "an empty directory for the run's data, kept at the end (default: one that is thrown away)")
    private @Nullable Path directory;

    @Option(
            names = "--small",
            description = "processes as small as in a local run: to try a command out, its figures mean nothing")
    private boolean small;

    @Option(names = "--report", paramLabel = "FILE", description = "write what was measured as JSON")
    private @Nullable Path report;

    /** Work on a stand that is there for as long as the work. */
    interface Work<T> {
        T at(Stand.Place place) throws InterruptedException;
    }

    <T> T with(Work<T> work) throws InterruptedException, IOException {
        var data = DataDir.at(directory == null ? Files.createTempDirectory("tributary-bench-") : directory);
        try {
            if (Files.exists(data.state())) {
                throw new IllegalStateException(data.root() + " holds another run's data; name an empty directory");
            }
            return work.at(new Stand.Place(Suite.project(), data, new Ports(portsFrom), progress(), small));
        } finally {
            if (directory == null) {
                data.clear();
                Files.deleteIfExists(data.root().resolve("logs"));
                Files.deleteIfExists(data.root());
            }
        }
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    private static Progress progress() {
        return new Progress(
                System.out,
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
    }
}
