package io.tributary.bench.command;

import io.tributary.bench.door.CellFigures;
import io.tributary.bench.door.CellResult;
import io.tributary.bench.door.DoorAims;
import io.tributary.bench.door.DoorBench;
import io.tributary.bench.door.DoorPlan;
import io.tributary.bench.door.DoorTable;
import io.tributary.bench.door.Way;
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

/** Measures the collector, direct and through the gateway. */
@Command(
        name = "door",
        description = "Measures the collector: batches of 1, 10 and 100, direct and through the gateway.",
        mixinStandardHelpOptions = true)
final class Door implements Callable<Integer> {

    @Option(names = "--warm-up", defaultValue = "60", description = "seconds (default: ${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(
            names = "--run",
            defaultValue = "10",
            description = "seconds of each single run (default: ${DEFAULT-VALUE})")
    private int run = 10;

    @Option(names = "--repeats", defaultValue = "3", description = "of everything (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(
            names = "--tries",
            defaultValue = "3",
            description = "saturated runs at most while their ceilings differ too much (default: ${DEFAULT-VALUE})")
    private int tries = 3;

    @Option(names = "--batches", split = ",", defaultValue = "1,10,100", description = "default: ${DEFAULT-VALUE}")
    private List<Integer> batches = List.of(1, 10, 100);

    @Option(names = "--ways", split = ",", defaultValue = "DIRECT,GATEWAY", description = "default: ${DEFAULT-VALUE}")
    private List<Way> ways = List.of(Way.DIRECT, Way.GATEWAY);

    @Option(
            names = "--connections",
            defaultValue = "256",
            description = "at saturation with single events, fewer with batches (default: ${DEFAULT-VALUE})")
    private int connections = 256;

    @Option(names = "--event-bytes", defaultValue = "600", description = "default: ${DEFAULT-VALUE}")
    private int eventBytes = 600;

    @Option(names = "--short", description = "about two minutes: 20 s of warm-up, runs of 3 s, one repeat, one try")
    private boolean shortForm;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        var startedAt = clock.instant();
        var revision = Revision.of(Suite.project());
        var plan = plan();
        List<CellResult> results = where.with(place -> new DoorBench(plan, place, clock).run());
        var aims = DoorAims.judge(results);
        System.out.println("revision " + revision.text());
        DoorTable.print(System.out, results);
        aims.forEach(System.out::println);
        where.report()
                .ifPresent(file -> new Report("door", revision, startedAt)
                        .with("plan", plan)
                        .with("figures", results.stream().map(CellFigures::of).toList())
                        .with(aims)
                        .with("cells", results)
                        .write(file));
        return 0;
    }

    private DoorPlan plan() {
        return new DoorPlan(
                Duration.ofSeconds(shortForm ? 20 : warmUp),
                Duration.ofSeconds(shortForm ? 3 : run),
                shortForm ? 1 : repeats,
                shortForm ? 1 : tries,
                batches,
                ways,
                connections,
                eventBytes);
    }
}
