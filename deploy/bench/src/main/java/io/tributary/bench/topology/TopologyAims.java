package io.tributary.bench.topology;

import io.tributary.bench.report.Aim;
import java.util.List;
import java.util.OptionalDouble;

/** What the topology is meant to reach with a hundred segments: the prototype's price, freshness, and size of a profile. */
public final class TopologyAims {

    /** The prototype needed 0.05 to 0.08. */
    private static final double MILLIS_PER_EVENT = 0.08;

    private static final double P99_MILLIS = 1_000;
    private static final double BYTES = 1_200;

    private TopologyAims() {}

    public static List<Aim> judge(TopologyResult result) {
        var p99 = result.isPunctual()
                ? OptionalDouble.of(result.paced(it -> it.latency().p99()))
                : OptionalDouble.empty();
        return List.of(
                Aim.atMost(
                        "CPU-ms an event, topology + broker (0.05 to 0.08)",
                        result.saturated(Saturated::topologyAndBrokerMillis),
                        MILLIS_PER_EVENT),
                Aim.atMost("p99 in ms from event to membership", p99, P99_MILLIS),
                Aim.atMost("bytes of a profile", result.states().bytes(), BYTES));
    }
}
