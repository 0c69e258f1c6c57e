package io.tributary.bench.suite;

import io.tributary.bench.load.Latency;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;
import java.util.Map;

/** Steps that were carried unless a test says otherwise. */
final class Steps {

    static final StageCounts NOTHING = new StageCounts(0, 0, 0, 0, 0);

    private Steps() {}

    static Step carried(int offered) {
        return step(offered, load(offered, 20, 0), 100, seen(600, 600, 300));
    }

    static Step notCarried(int offered) {
        return step(offered, load(offered, 20, 0), 100, seen(600, 600, 5_000));
    }

    static Step step(int offered, LoadResult load, long behind, Seen memberships) {
        return new Step(
                offered,
                load,
                new Cost(Map.of("kafka", 1.0), 1, 0),
                NOTHING,
                new StageCounts.Behind("topology", behind),
                new Drain(1, 1, 1),
                memberships);
    }

    static LoadResult load(long sent, double p99, long late) {
        return new LoadResult(
                0,
                1,
                new LoadResult.Requests(sent, sent, 0, Map.of()),
                new LoadResult.Punctuality(late, 0),
                new Latency(1, 1, p99, p99, p99));
    }

    static Seen seen(int sent, int seen, double p99) {
        return new Seen(sent, seen, new Latency(1, 1, p99, p99, p99));
    }
}
