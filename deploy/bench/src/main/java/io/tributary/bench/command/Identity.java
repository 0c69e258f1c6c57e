package io.tributary.bench.command;

import io.tributary.bench.identity.IdentityAims;
import io.tributary.bench.identity.IdentityBench;
import io.tributary.bench.identity.IdentityPlan;
import io.tributary.bench.identity.IdentityTable;
import io.tributary.bench.measure.Revision;
import io.tributary.bench.report.Report;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures identity resolution. */
@Command(
        name = "identity",
        description = "Measures identity resolution: small and large graphs, few and many new identifiers.",
        mixinStandardHelpOptions = true)
final class Identity implements Callable<Integer> {

    private static final int SHORT_EVENTS = 20_000;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "100000,5000000",
            description = "identifiers in the graph (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--new",
            split = ",",
            defaultValue = "0.05,0.5",
            description = "share of identifiers that are new (default: ${DEFAULT-VALUE})")
    private List<Double> shares = List.of();

    @Option(names = "--events", defaultValue = "100000", description = "of a run at most (default: ${DEFAULT-VALUE})")
    private int events = 100_000;

    @Option(names = "--repeats", defaultValue = "3", description = "of everything (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(
            names = "--tries",
            defaultValue = "3",
            description = "runs at most while their ceilings differ too much (default: ${DEFAULT-VALUE})")
    private int tries = 3;

    @Option(
            names = "--warm-up-rounds",
            defaultValue = "6",
            description = "at most, of a run for each share (default: ${DEFAULT-VALUE})")
    private int warmUpRounds = 6;

    @Option(names = "--patience", defaultValue = "600", description = "seconds for one run (default: ${DEFAULT-VALUE})")
    private int patience = 600;

    @Option(
            names = "--short",
            description = "100,000 and 400,000 identifiers, runs of 20,000 events, one repeat, one try")
    private boolean shortForm;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        var startedAt = clock.instant();
        var revision = Revision.of(Suite.project());
        var plan = plan();
        var results = where.with(place -> new IdentityBench(plan, place, clock).run());
        var aims = IdentityAims.judge(results);
        System.out.println("revision " + revision.text());
        IdentityTable.print(System.out, results);
        aims.forEach(System.out::println);
        where.report()
                .ifPresent(file -> new Report("identity", revision, startedAt)
                        .with("plan", plan)
                        .with(aims)
                        .with("cells", results)
                        .write(file));
        return 0;
    }

    private IdentityPlan plan() {
        return new IdentityPlan(
                shortForm ? List.of(100_000, 400_000) : sizes,
                shares,
                shortForm ? SHORT_EVENTS : events,
                shortForm ? 1 : repeats,
                shortForm ? 1 : tries,
                shortForm ? 1 : warmUpRounds,
                Duration.ofSeconds(patience));
    }
}
