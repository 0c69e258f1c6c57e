package io.tributary.local.command;

import io.tributary.local.prove.erasure.Erasure;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person is erased, and the bytes of every store are searched for them, on a suite of its own with throw-away data. */
@Command(
        name = "erasure",
        description =
                "Erases a person with data in every store and searches the bytes of all stores, topics, logs and files for what was theirs.",
        mixinStandardHelpOptions = true)
final class ProveErasure implements Callable<Integer> {

    @Option(names = "--seed", description = "decides the person's values; printed when it is left out")
    private @Nullable Long seed;

    @Option(
            names = "--people",
            defaultValue = "60",
            description = "others of whom nothing may change (default: ${DEFAULT-VALUE})")
    private int people = 60;

    @Option(
            names = "--rows-ahead",
            defaultValue = "600000",
            description = "rows of an import that another one waits behind meanwhile (default: ${DEFAULT-VALUE})")
    private int rowsAhead = 600_000;

    @Option(
            names = "--retention",
            defaultValue = "20",
            description = "seconds that topics keep records from just before the request (default: ${DEFAULT-VALUE})")
    private int retentionSeconds = 20;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the run keeps its data; left out: a temporary folder, kept when the proof fails")
    private @Nullable Path directory;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var plan = new Erasure.Plan(
                seed == null ? new Random().nextInt() : seed,
                people,
                true,
                rowsAhead,
                Duration.ofSeconds(retentionSeconds));
        var own = ProofSuite.of("erasure", portsFrom, directory, RunShape.LOCAL);
        return own.run((suite, api) -> {
            var verdict = new Erasure(suite, own.data(), api, Suite.project(), System.out).run(plan);
            System.out.println(verdict.holds() ? "HOLDS: nothing of the person is left." : "DOES NOT HOLD.");
            return verdict.holds();
        });
    }
}
