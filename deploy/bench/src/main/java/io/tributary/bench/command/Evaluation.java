package io.tributary.bench.command;

import io.tributary.bench.evaluation.EvaluationAims;
import io.tributary.bench.evaluation.EvaluationBench;
import io.tributary.bench.evaluation.EvaluationPlan;
import io.tributary.bench.evaluation.EvaluationTable;
import io.tributary.bench.measure.Revision;
import io.tributary.bench.report.Report;
import io.tributary.local.suite.Suite;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the evaluation by itself. */
@Command(
        name = "evaluation",
        description =
                "Measures how fast one core applies events to profiles and judges a hundred rules, without servers.",
        mixinStandardHelpOptions = true)
final class Evaluation implements Callable<Integer> {

    private static final int SHORT_WARM_UPS = 3;
    private static final int SHORT_RUNS = 2;

    @Option(names = "--people", defaultValue = "20000", description = "with a history (default: ${DEFAULT-VALUE})")
    private int people = 20_000;

    @Option(
            names = "--repeats",
            defaultValue = "3",
            description = "of everything, in a process of its own each (default: ${DEFAULT-VALUE})")
    private int repeats = 3;

    @Option(
            names = "--warm-ups",
            defaultValue = "5",
            description = "iterations before anything is measured (default: ${DEFAULT-VALUE})")
    private int warmUps = 5;

    @Option(names = "--runs", defaultValue = "5", description = "iterations that count (default: ${DEFAULT-VALUE})")
    private int runs = 5;

    @Option(names = "--run", defaultValue = "2", description = "seconds of each iteration (default: ${DEFAULT-VALUE})")
    private int run = 2;

    @Option(names = "--short", description = "three warm-ups and two iterations of 1 s, one repeat")
    private boolean shortForm;

    @Option(names = "--report", paramLabel = "FILE", description = "write what was measured as JSON")
    private @Nullable Path report;

    @Override
    public Integer call() {
        var startedAt = Clock.systemUTC().instant();
        var revision = Revision.of(Suite.project());
        var plan = plan();
        var result = new EvaluationBench(plan).run();
        var aims = EvaluationAims.judge(result);
        System.out.println("revision " + revision.text());
        EvaluationTable.print(System.out, result);
        aims.forEach(System.out::println);
        if (report != null) {
            new Report("evaluation", revision, startedAt)
                    .with("plan", plan)
                    .with(
                            "figures",
                            Map.of("rulesPerEvent", result.rulesPerEvent(), "microsPerRule", result.microsPerRule()))
                    .with(aims)
                    .with("perSecond", result.perSecond())
                    .write(report);
        }
        return 0;
    }

    private EvaluationPlan plan() {
        return shortForm
                ? new EvaluationPlan(people, 1, SHORT_WARM_UPS, SHORT_RUNS, 1)
                : new EvaluationPlan(people, repeats, warmUps, runs, run);
    }
}
