package io.tributary.bench.command;

import io.tributary.bench.measure.Revision;
import io.tributary.bench.report.Report;
import io.tributary.bench.topology.TopologyAims;
import io.tributary.bench.topology.TopologyBench;
import io.tributary.bench.topology.TopologyPlan;
import io.tributary.bench.topology.TopologyTable;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the topology by itself. */
@Command(
        name = "topology",
        description = "Measures the topology with a hundred live segments: resolved events to committed memberships.",
        mixinStandardHelpOptions = true)
final class Topology implements Callable<Integer> {

    private static final int SHORT_EVENTS = 20_000;
    private static final int SHORT_PACED = 8;

    @Option(names = "--people", defaultValue = "100000", description = "with a history (default: ${DEFAULT-VALUE})")
    private int people = 100_000;

    @Option(
            names = "--skew",
            defaultValue = "0",
            description = "1: few people send much (Zipf); 0: everybody as often (default: ${DEFAULT-VALUE})")
    private double skew;

    @Option(names = "--events", defaultValue = "100000", description = "of a backlog (default: ${DEFAULT-VALUE})")
    private int events = 100_000;

    @Option(
            names = "--run",
            defaultValue = "30",
            description = "seconds of events on a timetable (default: ${DEFAULT-VALUE})")
    private int run = 30;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "events a second on the timetable (default: half of what the backlog was indexed with)")
    private @Nullable Double rate;

    @Option(names = "--repeats", defaultValue = "3", description = "of everything (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(
            names = "--warm-up-rounds",
            defaultValue = "4",
            description = "backlogs at most before anything is measured (default: ${DEFAULT-VALUE})")
    private int warmUpRounds = 4;

    @Option(
            names = "--patience",
            defaultValue = "900",
            description = "seconds that a backlog may take (default: ${DEFAULT-VALUE})")
    private int patience = 900;

    @Option(
            names = "--short",
            description = "backlogs of 20,000 events at most, 8 s on a timetable, one warm-up round, one repeat")
    private boolean shortForm;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        var startedAt = clock.instant();
        var revision = Revision.of(Suite.project());
        var plan = plan();
        var result = where.with(place -> new TopologyBench(plan, place, clock).run());
        var aims = TopologyAims.judge(result);
        System.out.println("revision " + revision.text());
        TopologyTable.print(System.out, result);
        aims.forEach(System.out::println);
        where.report()
                .ifPresent(file -> new Report("topology", revision, startedAt)
                        .with("plan", plan)
                        .with(aims)
                        .with("states", result.states())
                        .with("runs", result.runs())
                        .write(file));
        return 0;
    }

    private TopologyPlan plan() {
        return new TopologyPlan(
                people,
                skew,
                shortForm ? Math.min(SHORT_EVENTS, events) : events,
                Duration.ofSeconds(shortForm ? SHORT_PACED : run),
                rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                shortForm ? 1 : repeats,
                shortForm ? 1 : warmUpRounds,
                Duration.ofSeconds(patience));
    }
}
