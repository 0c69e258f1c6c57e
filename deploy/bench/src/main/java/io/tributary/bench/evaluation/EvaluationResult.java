package io.tributary.bench.evaluation;

import io.tributary.bench.measure.Medians;
import java.util.List;
import java.util.Map;

/**
 * Operations a second on one core, by what an operation is: one figure for each iteration of each process.
 *
 * @param rulesPerEvent how many rules an event makes be judged, as a mean
 */
public record EvaluationResult(Map<String, List<Double>> perSecond, double rulesPerEvent) {

    static final String UNPACKED = "UnpackedStates.event";
    static final String RULES = "UnpackedStates.rules";
    static final String PACKED = "PackedStates.event";
    static final String WHOLE = "PackedStates.whole";

    public EvaluationResult {
        perSecond = Map.copyOf(perSecond);
    }

    public double eventsPerSecond(String what) {
        return Medians.of(perSecond.getOrDefault(what, List.of()).stream().mapToDouble(it -> it))
                .orElse(Double.NaN);
    }

    /** Microseconds for one rule: found, judged for one person and compared with how the person stood. */
    public double microsPerRule() {
        return 1e6 / eventsPerSecond(RULES) / rulesPerEvent;
    }
}
