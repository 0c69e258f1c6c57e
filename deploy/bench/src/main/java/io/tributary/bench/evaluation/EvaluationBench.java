package io.tributary.bench.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the evaluation with JMH: one thread in processes of their own, whose collector is the one of segment-service and
 * works on that thread's core.
 */
public final class EvaluationBench {

    private static final List<Class<?>> MEASURED = List.of(UnpackedStates.class, PackedStates.class);

    private final EvaluationPlan plan;

    public EvaluationBench(EvaluationPlan plan) {
        this.plan = plan;
    }

    public EvaluationResult run() {
        var perSecond = new HashMap<String, List<Double>>();
        for (var measured : MEASURED) {
            results(measured).forEach((what, scores) -> perSecond.put(measured.getSimpleName() + "." + what, scores));
        }
        return new EvaluationResult(perSecond, new Judged(Math.min(plan.people(), 1_000)).rulesPerCall());
    }

    private Map<String, List<Double>> results(Class<?> measured) {
        var options = new OptionsBuilder()
                .include(measured.getName().replace(".", "\\.") + "\\..*")
                .param("people", Integer.toString(plan.people()))
                .mode(Mode.Throughput)
                .threads(1)
                .forks(plan.repeats())
                .warmupIterations(plan.warmUps())
                .warmupTime(TimeValue.seconds(plan.seconds()))
                .measurementIterations(plan.iterations())
                .measurementTime(TimeValue.seconds(plan.seconds()))
                .jvmArgs("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            var results = new HashMap<String, List<Double>>();
            for (var result : new Runner(options).run()) {
                results.put(result.getPrimaryResult().getLabel(), scores(result));
            }
            return results;
        } catch (RunnerException e) {
            throw new IllegalStateException("the evaluation could not be measured: " + e.getMessage(), e);
        }
    }

    private static List<Double> scores(RunResult result) {
        var scores = new ArrayList<Double>();
        for (var process : result.getBenchmarkResults()) {
            process.getIterationResults()
                    .forEach(it -> scores.add(it.getPrimaryResult().getScore()));
        }
        return scores;
    }
}
