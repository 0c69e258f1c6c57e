package io.tributary.bench.topology;

import io.tributary.bench.load.People;
import io.tributary.bench.rules.HundredRules;
import io.tributary.bench.rules.Lives;
import io.tributary.bench.stand.Stand;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures the topology. Everybody is given a history; backlogs warm it up until one is not clearly cheaper than the one
 * before; then, for each repeat, a backlog and events on a timetable. Afterwards the topology must have counted exactly what
 * was written.
 */
public final class TopologyBench {

    private static final int SLICE = 20_000;
    private static final long SEED = 7;
    /** A round at more than this share of the price of the one before it gains nothing any more. */
    private static final double STILL_WARMING = 0.95;

    private static final double HALF = 0.5;
    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(20);
    private static final long COUNTED_LOOK_MILLIS = 500;

    private final TopologyPlan plan;
    private final Stand.Place place;
    private final Progress progress;
    private final Clock clock;
    private final Lives lives = new Lives(SEED);

    public TopologyBench(TopologyPlan plan, Stand.Place place, Clock clock) {
        this.plan = plan;
        this.place = place;
        this.progress = place.progress();
        this.clock = clock;
    }

    public TopologyResult run() throws InterruptedException {
        try (var stand = new TopologyStand(place)) {
            stand.awaitSegments(plan.patience());
            progress.say("setup", HundredRules.texts().size() + " segments, seed " + SEED);
            giveHistories(stand);
            var traffic = new Traffic(Stand.TENANT, lives, new People(plan.people(), plan.skew(), SEED), SEED, clock);
            try (var runs = new TopologyRuns(stand, traffic, plan.patience())) {
                warmUp(runs);
                var measured = measure(runs);
                check(stand, traffic);
                return new TopologyResult(measured, stand.states());
            }
        }
    }

    private void giveHistories(TopologyStand stand) throws InterruptedException {
        var histories = new Histories(Stand.TENANT, lives, clock);
        for (int from = 0; from < plan.people(); from += SLICE) {
            int until = Math.min(plan.people(), from + SLICE);
            for (int person = from; person < until; person++) {
                stand.send(histories.of(person));
            }
            stand.flush();
            stand.awaitWorkedOff(plan.patience());
            progress.step("histories", "people", until, plan.people());
        }
        stand.awaitIndexed(plan.patience());
    }

    private void warmUp(TopologyRuns runs) throws InterruptedException {
        double before = Double.MAX_VALUE;
        for (int round = 1; round <= plan.warmUpRounds(); round++) {
            var saturated = runs.saturated(plan.events());
            progress.say("warm up", "round " + round + ": " + TopologyTable.line(saturated));
            double price = saturated.topologyAndBrokerMillis();
            if (price > before * STILL_WARMING) {
                return;
            }
            before = price;
        }
    }

    private List<TopologyRun> measure(TopologyRuns runs) throws InterruptedException {
        var measured = new ArrayList<TopologyRun>();
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            var saturated = runs.saturated(plan.events());
            progress.say("repeat " + repeat, TopologyTable.line(saturated));
            double rate = plan.rate().orElse(saturated.indexedPerSecond() * HALF);
            var paced = runs.paced(rate, plan.paced());
            progress.say("repeat " + repeat, TopologyTable.line(paced));
            measured.add(new TopologyRun(saturated, paced));
        }
        return measured;
    }

    private void check(TopologyStand stand, Traffic traffic) throws InterruptedException {
        long deadline = System.nanoTime() + COUNTED_WITHIN.toNanos();
        var law = stand.law();
        while (!law.holds(traffic.written(), traffic.copies())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%,d events were written, %,d of them copies; the topology has counted %s"
                                .formatted(traffic.written(), traffic.copies(), law));
            }
            TimeUnit.MILLISECONDS.sleep(COUNTED_LOOK_MILLIS);
            law = stand.law();
        }
        progress.say("law", "%,d written = resolved; %s".formatted(traffic.written(), law));
    }
}
