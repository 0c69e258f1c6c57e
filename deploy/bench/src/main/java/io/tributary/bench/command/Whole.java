package io.tributary.bench.command;

import io.tributary.bench.measure.Revision;
import io.tributary.bench.report.Report;
import io.tributary.bench.suite.SuiteBench;
import io.tributary.bench.suite.SuitePlan;
import io.tributary.bench.suite.SuiteTable;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the whole suite. */
@Command(
        name = "suite",
        description = "Measures the whole suite with twenty live segments: rates, membership latency, a backlog.",
        mixinStandardHelpOptions = true)
final class Whole implements Callable<Integer> {

    private static final int SHORT_WARM_UP = 30;
    private static final int SHORT_RUN = 8;

    @Option(names = "--warm-up", defaultValue = "90", description = "seconds (default: ${DEFAULT-VALUE})")
    private int warmUp = 90;

    @Option(
            names = "--warm-up-rate",
            defaultValue = "1500",
            description = "events a second while warming up (default: ${DEFAULT-VALUE})")
    private int warmUpRate = 1_500;

    @Option(names = "--run", defaultValue = "30", description = "seconds of each rate (default: ${DEFAULT-VALUE})")
    private int run = 30;

    @Option(names = "--backlog", defaultValue = "20", description = "seconds of sending (default: ${DEFAULT-VALUE})")
    private int backlog = 20;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "500,1000,2000,3000,4000,5000,6000,8000",
            description = "events a second, tried until one is not carried (default: ${DEFAULT-VALUE})")
    private List<Integer> rates = List.of();

    @Option(
            names = "--repeats",
            defaultValue = "3",
            description = "how often the highest rate is held in all (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(names = "--batch", defaultValue = "10", description = "events of a request (default: ${DEFAULT-VALUE})")
    private int batch = 10;

    @Option(names = "--people", defaultValue = "100000", description = "who send (default: ${DEFAULT-VALUE})")
    private int people = 100_000;

    @Option(
            names = "--skew",
            defaultValue = "1",
            description = "1: few people send much (Zipf); 0: everybody as often (default: ${DEFAULT-VALUE})")
    private double skew = 1;

    @Option(names = "--event-bytes", defaultValue = "600", description = "default: ${DEFAULT-VALUE}")
    private int eventBytes = 600;

    @Option(names = "--short", description = "warm-up of 30 s, rates for 8 s each, no repeats, a backlog of 8 s")
    private boolean shortForm;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        var startedAt = clock.instant();
        var revision = Revision.of(Suite.project());
        var plan = plan();
        var result = where.with(place -> new SuiteBench(plan, place, clock).run());
        System.out.println("revision " + revision.text());
        SuiteTable.print(System.out, result);
        where.report()
                .ifPresent(file -> new Report("suite", revision, startedAt)
                        .with("plan", plan)
                        .with("result", result)
                        .with("rates", result.backlog().rates())
                        .with("sustained", result.sustained().orElse(0))
                        .write(file));
        return 0;
    }

    private SuitePlan plan() {
        return new SuitePlan(
                Duration.ofSeconds(shortForm ? SHORT_WARM_UP : warmUp),
                warmUpRate,
                Duration.ofSeconds(shortForm ? SHORT_RUN : run),
                Duration.ofSeconds(shortForm ? SHORT_RUN : backlog),
                rates,
                shortForm ? 1 : repeats,
                batch,
                people,
                skew,
                eventBytes);
    }
}
