package io.tributary.bench.evaluation;

import io.tributary.bench.report.Aim;
import java.util.List;
import java.util.OptionalDouble;

/** What the evaluation is meant to reach on one core. */
public final class EvaluationAims {

    private static final double EVENTS_PER_SECOND = 50_000;
    private static final double MICROS_PER_RULE = 2;

    private EvaluationAims() {}

    public static List<Aim> judge(EvaluationResult result) {
        return List.of(
                Aim.atLeast(
                        "events/s on a core, states unpacked",
                        OptionalDouble.of(result.eventsPerSecond(EvaluationResult.UNPACKED)),
                        EVENTS_PER_SECOND),
                Aim.atLeast(
                        "events/s on a core, states decoded for each",
                        OptionalDouble.of(result.eventsPerSecond(EvaluationResult.PACKED)),
                        EVENTS_PER_SECOND),
                Aim.atMost("microseconds to judge a rule", result.microsPerRule(), MICROS_PER_RULE));
    }
}
