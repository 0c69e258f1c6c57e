package io.tributary.bench.door;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.ceiling.Standing;
import io.tributary.bench.load.Bodies;
import io.tributary.bench.load.LoadGenerator;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.load.Pace;
import io.tributary.bench.load.People;
import io.tributary.bench.load.ShopEvents;
import io.tributary.bench.load.Target;
import io.tributary.bench.measure.Cost;
import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the door. For each repeat and cell: the ceiling, ours at saturation, the ceiling again, then ours at half of
 * that rate on a timetable. Every event that was answered with 2xx must be counted as accepted by the collector itself.
 */
public final class DoorBench {

    private static final int PEOPLE = 100_000;
    private static final double SKEW = 1;
    private static final double HALF = 0.5;
    /** Rounds through all cells while warming up, so that none is compiled for another's load only. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final int MAX_WARM_UP_ROUNDS = 9;
    /** A round at more than this share of the price of the one before it gains nothing any more. */
    private static final double STILL_WARMING = 0.92;

    private record Measured(LoadResult load, Cost cost) {}

    private final DoorPlan plan;
    private final Stand.Place place;
    private final Progress progress;
    private final Clock clock;
    private int runs;

    public DoorBench(DoorPlan plan, Stand.Place place, Clock clock) {
        this.plan = plan;
        this.place = place;
        this.progress = place.progress();
        this.clock = clock;
    }

    public List<CellResult> run() throws InterruptedException {
        try (var stand = new DoorStand(place);
                var generator = new LoadGenerator()) {
            warmUp(stand, generator);
            Map<Cell, List<Saturated>> saturated = new LinkedHashMap<>();
            Map<Cell, List<HalfLoaded>> halfLoaded = new LinkedHashMap<>();
            for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
                for (var cell : plan.cells()) {
                    progress.say("repeat " + repeat, cell.toString());
                    var pairs = saturated.computeIfAbsent(cell, it -> new ArrayList<>());
                    double rate = saturate(stand, generator, cell, pairs);
                    halfLoaded
                            .computeIfAbsent(cell, it -> new ArrayList<>())
                            .add(halfLoad(stand, generator, cell, rate * HALF));
                }
            }
            return plan.cells().stream()
                    .map(it -> new CellResult(
                            it, saturated.getOrDefault(it, List.of()), halfLoaded.getOrDefault(it, List.of())))
                    .toList();
        }
    }

    /**
     * Goes round through all cells for the time that is wanted, and then on, up to twice that long again, while a round still
     * costs clearly less CPU than the one before it: on a busy machine a second warms less.
     */
    private void warmUp(DoorStand stand, LoadGenerator generator) throws InterruptedException {
        progress.say("warm up", plan.warmUp().toSeconds() + " s and more");
        var cells = plan.cells();
        var slice = plan.warmUp().dividedBy((long) WARM_UP_ROUNDS * (cells.size() + 1));
        double before = Double.MAX_VALUE;
        for (int round = 1; slice.isPositive() && round <= MAX_WARM_UP_ROUNDS; round++) {
            double price = 0;
            for (var cell : cells) {
                price += warmUp(stand, generator, cell, slice);
            }
            generator.run(stand.ceiling(), closed(cells.getFirst(), slice), bodies(cells.getFirst()));
            if (round >= WARM_UP_ROUNDS && price > before * STILL_WARMING) {
                return;
            }
            before = price;
        }
        progress.say("warm up", "the last round was still clearly cheaper than the one before: warm up longer");
    }

    /** Returns the CPU milliseconds of a request over all of the product's processes. */
    private double warmUp(DoorStand stand, LoadGenerator generator, Cell cell, Duration slice)
            throws InterruptedException {
        var measurement = stand.meter().measurement();
        var load = generator.run(stand.target(cell.way()), closed(cell, slice), bodies(cell), measurement::begin);
        return DoorStand.productMillis(
                measurement.end().cpuMillisPer(load.requests().taken()));
    }

    /** Adds the pairs that were tried, and returns the requests a second of the last one. */
    private double saturate(DoorStand stand, LoadGenerator generator, Cell cell, List<Saturated> pairs)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            double before = ceiling(stand, generator, cell);
            var ours = measured(stand, generator, cell, closed(cell, plan.run()));
            var pair = new Saturated(new Ceiling(before, ceiling(stand, generator, cell)), ours.load(), ours.cost());
            pairs.add(pair);
            double rate = ours.load().requestsPerSecond();
            switch (pair.ceiling().standing(rate)) {
                case Standing.Kept kept -> {
                    progress.say(
                            cell.toString(),
                            "%,.0f events/s, %.0f %% of the ceiling"
                                    .formatted(rate * cell.batch(), kept.share() * 100));
                    return rate;
                }
                case Standing.ThrownAway thrown -> {
                    progress.say(
                            cell.toString(),
                            "%,.0f events/s; pair thrown away, its ceilings differ by %.0f %%"
                                    .formatted(rate * cell.batch(), thrown.difference() * 100));
                    if (attempt >= plan.tries()) {
                        return rate;
                    }
                }
            }
        }
    }

    private double ceiling(DoorStand stand, LoadGenerator generator, Cell cell) throws InterruptedException {
        return generator
                .run(stand.ceiling(), closed(cell, plan.run()), bodies(cell))
                .requestsPerSecond();
    }

    private HalfLoaded halfLoad(DoorStand stand, LoadGenerator generator, Cell cell, double rate)
            throws InterruptedException {
        var pace = new Pace.Open(rate, plan.openConnections(), plan.run());
        var ours = measured(stand, generator, cell, pace);
        progress.say(
                cell.toString(),
                "at %,.0f events/s p50 %.1f ms, p99 %.1f ms%s"
                        .formatted(
                                rate * cell.batch(),
                                ours.load().latency().p50(),
                                ours.load().latency().p99(),
                                ours.load().isPunctual()
                                        ? ""
                                        : ", discarded: %.1f %% of the sends were late"
                                                .formatted(ours.load().lateShare() * 100)));
        return new HalfLoaded(rate, ours.load(), ours.cost());
    }

    private Measured measured(DoorStand stand, LoadGenerator generator, Cell cell, Pace pace)
            throws InterruptedException {
        Target target = stand.target(cell.way());
        Meter.Measurement measurement = stand.meter().measurement();
        long before = stand.accepted();
        var load = generator.run(target, pace, bodies(cell), measurement::begin);
        var cost = measurement.end();
        var requests = load.requests();
        if (!requests.allTaken()) {
            throw new IllegalStateException(cell + ": of " + requests.sent() + " requests " + requests.taken()
                    + " were answered with 2xx, " + requests.lost() + " not at all, the rest with "
                    + requests.otherAnswers());
        }
        long accepted = stand.accepted() - before;
        if (accepted != requests.taken() * cell.batch()) {
            throw new IllegalStateException(cell + ": " + requests.taken() * cell.batch()
                    + " events were answered with 2xx, and the collector counts " + accepted + " as accepted");
        }
        return new Measured(load, cost);
    }

    private Pace closed(Cell cell, Duration duration) {
        return new Pace.Closed(plan.connectionsFor(cell.batch()), duration);
    }

    /** A name of its own for each run, so that no message id comes twice. */
    private Bodies bodies(Cell cell) {
        return new Bodies(
                "run%05d".formatted(++runs),
                ShopEvents.views(plan.eventBytes()),
                cell.batch(),
                new People(PEOPLE, SKEW, runs),
                clock::millis);
    }
}
