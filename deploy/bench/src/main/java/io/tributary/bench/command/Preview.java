package io.tributary.bench.command;

import io.tributary.bench.measure.Revision;
import io.tributary.bench.preview.Growth;
import io.tributary.bench.preview.Part;
import io.tributary.bench.preview.PreviewAims;
import io.tributary.bench.preview.PreviewBench;
import io.tributary.bench.preview.PreviewPlan;
import io.tributary.bench.preview.PreviewTable;
import io.tributary.bench.preview.SizeResult;
import io.tributary.bench.report.Report;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what segment-service's questions cost by the number of profiles. */
@Command(
        name = "preview",
        description = "Measures previews, re-evaluation and lookups of live pages at several numbers of profiles.",
        mixinStandardHelpOptions = true)
final class Preview implements Callable<Integer> {

    /** A part by its name. */
    static final class Parts implements ITypeConverter<Part> {
        @Override
        public Part convert(String name) {
            return Part.of(name);
        }
    }

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "100000,1000000",
            description = "profiles, to which one tenant grows (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "preview,reevaluation,lookups",
            converter = Parts.class,
            description = "what is measured (default: ${DEFAULT-VALUE})")
    private Set<Part> parts = Set.of();

    @Option(
            names = "--events",
            defaultValue = "3",
            description = "of each profile, one of which is an identify (default: ${DEFAULT-VALUE})")
    private int events = 3;

    @Option(names = "--repeats", defaultValue = "30", description = "of each preview (default: ${DEFAULT-VALUE})")
    private int repeats = 30;

    @Option(
            names = "--cold",
            defaultValue = "5",
            description = "previews of each shape before these (default: ${DEFAULT-VALUE})")
    private int cold = 5;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "seconds of previews at the first size before any counts (default: ${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(names = "--segments", defaultValue = "100", description = "published at once (default: ${DEFAULT-VALUE})")
    private int segments = 100;

    @Option(
            names = "--lookups",
            defaultValue = "5000",
            description = "on one connection, and on eight together (default: ${DEFAULT-VALUE})")
    private int lookups = 5_000;

    @Option(names = "--seed", defaultValue = "7", description = "of the people (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Option(
            names = "--patience",
            defaultValue = "3600",
            description = "seconds for making people, and for each re-evaluation (default: ${DEFAULT-VALUE})")
    private int patience = 3_600;

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException, IOException {
        var clock = Clock.systemUTC();
        var startedAt = clock.instant();
        var revision = Revision.of(Suite.project());
        var plan = new PreviewPlan(
                sizes,
                parts,
                events,
                repeats,
                cold,
                segments,
                lookups,
                Duration.ofSeconds(warmUp),
                seed,
                Duration.ofSeconds(patience));
        List<SizeResult> results = where.with(place -> new PreviewBench(plan, place, clock).run());
        var aims = PreviewAims.judge(results);
        System.out.println("revision " + revision.text() + ", seed " + seed);
        PreviewTable.print(System.out, results);
        aims.forEach(System.out::println);
        where.report()
                .ifPresent(file -> new Report("preview", revision, startedAt)
                        .with("plan", plan)
                        .with("sizes", results)
                        .with("growth", Growth.of(results))
                        .with(aims)
                        .write(file));
        return 0;
    }
}
