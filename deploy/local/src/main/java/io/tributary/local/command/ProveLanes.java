package io.tributary.local.command;

import io.tributary.local.prove.lanes.Lanes;
import io.tributary.local.setup.OwnTenant;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A large import beside live events, on a suite of its own with throw-away data. */
@Command(
        name = "lanes",
        description = "Imports a large file beside live events and prints how long those take.",
        mixinStandardHelpOptions = true)
final class ProveLanes implements Callable<Integer> {

    @Option(names = "--rows", defaultValue = "5000000", description = "rows of the file (default: ${DEFAULT-VALUE})")
    private long rows = 5_000_000;

    @Option(names = "--seed", defaultValue = "20261125", description = "of the file (default: ${DEFAULT-VALUE})")
    private long seed = 20_261_125;

    @Option(names = "--live", defaultValue = "50", description = "live events a second (default: ${DEFAULT-VALUE})")
    private int live = 50;

    @Option(
            names = "--warm-up",
            defaultValue = "600",
            description =
                    "seconds before anything is measured, while compilers are at work (default: ${DEFAULT-VALUE})")
    private int warmUp = 600;

    @Option(
            names = "--before",
            defaultValue = "60",
            description = "seconds with live events alone (default: ${DEFAULT-VALUE})")
    private int before = 60;

    @Option(
            names = "--minutes",
            defaultValue = "600",
            description = "how long the file may be read; then the import is cancelled (default: ${DEFAULT-VALUE})")
    private int minutes = 600;

    @Option(
            names = "--within",
            defaultValue = "1000",
            description = "milliseconds that the p99 from the door to the segment may take (default: ${DEFAULT-VALUE})")
    private int within = 1_000;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var plan = new Lanes.Plan(
                rows, seed, live, Duration.ofSeconds(warmUp), Duration.ofSeconds(before), Duration.ofMinutes(minutes));
        return ProofSuite.of("lanes", portsFrom, null, RunShape.MEASURED).run((suite, api) -> {
            var result = new Lanes(suite, OwnTenant.make(api, "lanes"), api, System.out).run(plan);
            boolean holds = result.holds(Duration.ofMillis(within));
            System.out.printf("%s: at most %,d ms are wanted%n", holds ? "HOLDS" : "DOES NOT HOLD", within);
            return holds;
        });
    }
}
