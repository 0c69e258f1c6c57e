package io.tributary.bench.topology;

import io.tributary.bench.measure.Medians;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All repeats, whose figures are medians, and the states that they left behind. */
public record TopologyResult(List<TopologyRun> runs, StateSizes states) {

    public TopologyResult {
        runs = List.copyOf(runs);
    }

    double saturated(ToDoubleFunction<Saturated> figure) {
        return Medians.of(runs.stream().map(TopologyRun::saturated).mapToDouble(figure))
                .orElse(Double.NaN);
    }

    double paced(ToDoubleFunction<Paced> figure) {
        return Medians.of(runs.stream().map(TopologyRun::paced).mapToDouble(figure))
                .orElse(Double.NaN);
    }

    boolean isPunctual() {
        return runs.stream().map(TopologyRun::paced).allMatch(Paced::isPunctual);
    }
}
