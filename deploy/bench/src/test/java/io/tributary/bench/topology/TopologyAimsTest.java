package io.tributary.bench.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.bench.load.Latency;
import io.tributary.bench.measure.Cost;
import io.tributary.bench.report.Aim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyAimsTest {

    private static final Cost COST = new Cost(Map.of("kafka", 1.0, "segment-service", 9.0), 1, 0);
    private static final Map<String, Double> THREADS =
            Map.of(ServiceThreads.STREAMS, 4.0, ServiceThreads.JVM, 1.0, ServiceThreads.FEEDS, 4.0);

    @Test
    void countsStreamsCompilersAndBrokerForAnEvent() {
        var aims = TopologyAims.judge(result(0));

        // (4 + 1 + 1) CPU seconds for 100,000 events.
        assertThat(aims.getFirst().measured().orElse(0)).isCloseTo(0.06, within(1e-9));
        assertThat(aims).extracting(Aim::isMet).containsExactly(true, true, false);
    }

    @Test
    void leavesOutALatencyThatTheGeneratorMade() {
        assertThat(TopologyAims.judge(result(50)).get(1).measured()).isEmpty();
    }

    private static TopologyResult result(long late) {
        var saturated = new Saturated(100_000, 10, COST, THREADS, 20, COST, THREADS, 90_000);
        var paced = new Paced(1_000, 1_000, late, new Latency(60, 90, 125, 150, 160), 900, COST);
        return new TopologyResult(List.of(new TopologyRun(saturated, paced)), new StateSizes(10, 1_300, 50, 4, 60));
    }
}
