package io.tributary.local.command;

import io.tributary.local.prove.acked.AckedPlan;
import io.tributary.local.prove.acked.AckedProof;
import io.tributary.local.prove.acked.Struck;
import io.tributary.local.prove.acked.Verdict;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.suite.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills collector and broker under load and has every acknowledged call counted. */
@Command(
        name = "acked",
        description =
                "Kills ingestion-service and the broker (kill -9) under load; every call answered with 2xx must be stored, and count, exactly once.",
        mixinStandardHelpOptions = true)
final class ProveAcked implements Callable<Integer> {

    @Option(names = "--kills", defaultValue = "20", description = "how many kills (default: ${DEFAULT-VALUE})")
    private int kills = 20;

    @Option(
            names = "--freeze",
            defaultValue = "10",
            description = "seconds that the broker stands still at the end, 0 for none (default: ${DEFAULT-VALUE})")
    private int freezeSeconds = 10;

    @Option(names = "--seed", description = "decides moments, victims and calls; printed when it is left out")
    private @Nullable Long seed;

    @Option(
            names = "--people",
            defaultValue = "2000",
            description = "whom the calls are about (default: ${DEFAULT-VALUE})")
    private int people = 2_000;

    @Option(names = "--rate", defaultValue = "300", description = "events a second (default: ${DEFAULT-VALUE})")
    private int rate = 300;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "where the run keeps its data and the ledger; left out: a temporary folder, kept when the proof fails")
    private @Nullable Path directory;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    /** Longer than the collector waits for the broker, so that some outages are noticed by clients and some are not. */
    private static final Duration CALM = Duration.ofSeconds(12);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plan = new AckedPlan(
                kills,
                Duration.ofSeconds(freezeSeconds),
                CALM,
                seed == null ? new Random().nextInt() : seed,
                people,
                rate);
        var own = ProofSuite.of("acked", portsFrom, directory, RunShape.LOCAL);
        return own.run((suite, api) -> {
            var verdict = new AckedProof(suite, api, Suite.project(), own.data().root(), plan, own.progress()).run();
            report(verdict);
            return verdict.holds();
        });
    }

    private static void report(Verdict verdict) {
        System.out.println();
        long cut =
                verdict.struck().stream().filter(it -> it.recovered() == null).count();
        System.out.println(cut + " of " + verdict.struck().size() + " recoveries were struck again.");
        slowest(verdict, "accepted again", Struck.Recovered::accepted);
        slowest(verdict, "caught up", Struck.Recovered::caughtUp);
        System.out.println(
                verdict.holds()
                        ? "HOLDS: every acknowledged call is stored once and counts once."
                        : "DOES NOT HOLD: settled " + verdict.settled() + ", equal " + verdict.equal() + ", counts "
                                + verdict.countsAgree() + ", noticed " + verdict.noticed());
    }

    private static void slowest(Verdict verdict, String what, ToDoubleFunction<Struck.Recovered> seconds) {
        var figures = verdict.struck().stream()
                .map(Struck::recovered)
                .filter(Objects::nonNull)
                .mapToDouble(seconds)
                .sorted()
                .toArray();
        if (figures.length > 0) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s after a fault: median %.1f s, slowest %.1f s",
                    what,
                    figures[figures.length / 2],
                    figures[figures.length - 1]));
        }
    }
}
