package io.tributary.bench.identity;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.ceiling.Standing;
import io.tributary.bench.measure.Cost;
import io.tributary.bench.stand.Stand;
import io.tributary.contracts.v1.AcceptedEvent;
import io.tributary.local.watch.Progress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Measures resolution. Each size has a tenant of its own, whose graph identity itself makes of introductions; then for each
 * share and repeat the ceiling, ours, and the ceiling again. Afterwards the graph must have exactly the identifiers that
 * were sent, and no event may have been put aside.
 */
public final class IdentityBench {

    private static final String IDENTITY = "identity-service";
    private static final int FILL_SLICE = 100_000;
    private static final int WARM_UP_IDENTIFIERS = 100_000;
    /** A round at more than this share of the price of the one before it gains nothing any more. */
    private static final double STILL_WARMING = 0.95;

    private static final long SEED = 7;

    private record Measured(double seconds, Cost cost) {}

    private final IdentityPlan plan;
    private final Stand.Place place;
    private final Progress progress;
    private final Clock clock;
    private long sent;

    public IdentityBench(IdentityPlan plan, Stand.Place place, Clock clock) {
        this.plan = plan;
        this.place = place;
        this.progress = place.progress();
        this.clock = clock;
    }

    public List<IdentityResult> run() throws InterruptedException {
        try (var stand = new IdentityStand(place)) {
            warmUp(stand);
            Map<IdentityCell, IdentityResult> results = new LinkedHashMap<>();
            for (int size : plan.sizes()) {
                measure(stand, size).forEach(it -> results.put(it.cell(), it));
            }
            return List.copyOf(results.values());
        } catch (SQLException e) {
            throw new IllegalStateException("the database failed: " + e.getMessage(), e);
        }
    }

    /** Until a round is not clearly cheaper than the one before it. */
    private void warmUp(IdentityStand stand) throws InterruptedException, SQLException {
        var people = new People("warm-up", SEED, clock);
        fill(stand, people, Math.min(WARM_UP_IDENTIFIERS, plan.sizes().getFirst()));
        double before = Double.MAX_VALUE;
        for (int round = 1; round <= plan.warmUpRounds(); round++) {
            double price = 0;
            for (double share : plan.shares()) {
                var run = people.run(share);
                var cost = measured(stand, plan.events(), run::event).cost();
                price += cost.cpuMillisPer(plan.events()).getOrDefault(IDENTITY, 0.0);
            }
            progress.say(
                    "warm up",
                    "round %d, %.4f CPU-ms an event"
                            .formatted(round, price / plan.shares().size()));
            if (price > before * STILL_WARMING) {
                return;
            }
            before = price;
        }
    }

    private List<IdentityResult> measure(IdentityStand stand, int size) throws InterruptedException, SQLException {
        var people = new People("of-" + size, SEED, clock);
        fill(stand, people, size);
        Map<IdentityCell, List<IdentityRun>> runs = new LinkedHashMap<>();
        try (var connection = stand.anotherConnection()) {
            var ceiling = new CeilingRuns(stand.meter(), new UpsertCeiling(connection, people.tenant()), size);
            ceiling.fill();
            stand.settle();
            for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
                for (var cell : plan.cells().stream()
                        .filter(it -> it.identifiers() == size)
                        .toList()) {
                    progress.say("repeat " + repeat, cell.toString());
                    measure(stand, cell, people, ceiling, runs.computeIfAbsent(cell, it -> new ArrayList<>()));
                }
            }
        }
        check(stand, people);
        return runs.entrySet().stream()
                .map(it -> new IdentityResult(it.getKey(), it.getValue()))
                .toList();
    }

    /** Adds the runs that were tried until a pair of ceilings was kept. */
    private void measure(
            IdentityStand stand, IdentityCell cell, People people, CeilingRuns ceiling, List<IdentityRun> runs)
            throws InterruptedException, SQLException {
        int events = plan.eventsOf(cell);
        for (int attempt = 1; attempt <= plan.tries(); attempt++) {
            double before = ceiling.eventsPerCoreSecond(cell.share(), events);
            var traffic = people.run(cell.share());
            var ours = measured(stand, events, traffic::event);
            var pair = new Ceiling(before, ceiling.eventsPerCoreSecond(cell.share(), events));
            var run = new IdentityRun(events, ours.seconds(), ours.cost(), pair);
            runs.add(run);
            progress.say(cell.toString(), IdentityTable.line(run));
            if (pair.standing(run.eventsPerCoreSecond()) instanceof Standing.Kept) {
                return;
            }
        }
    }

    private void fill(IdentityStand stand, People people, int identifiers) throws InterruptedException, SQLException {
        while (people.isFewerThan(identifiers)) {
            long missing = (identifiers - people.identifiers()) / People.IDENTIFIERS_OF_A_PERSON;
            int slice = (int) Math.min(FILL_SLICE, missing);
            var measured = measured(stand, slice, people::introduction);
            progress.say(
                    people.tenant(),
                    "%,d of %,d identifiers, %,.0f introductions/s"
                            .formatted(people.identifiers(), identifiers, slice / measured.seconds()));
        }
    }

    private Measured measured(IdentityStand stand, int events, Supplier<AcceptedEvent> from)
            throws InterruptedException, SQLException {
        var measurement = stand.meter().measurement();
        measurement.begin();
        long start = System.nanoTime();
        stand.send(events, from);
        sent += events;
        stand.awaitResolved(sent, plan.patience());
        return new Measured((System.nanoTime() - start) / 1e9, measurement.end());
    }

    private void check(IdentityStand stand, People people) throws SQLException {
        long identifiers = stand.identifiers(people.tenant());
        if (identifiers != people.identifiers()) {
            throw new IllegalStateException(
                    "%,d identifiers were sent, and the graph has %,d".formatted(people.identifiers(), identifiers));
        }
        if (stand.putAside() > 0) {
            throw new IllegalStateException(stand.putAside() + " events were put aside");
        }
        if (stand.resolved() != sent) {
            throw new IllegalStateException("%,d events were sent, and %,d resolved".formatted(sent, stand.resolved()));
        }
    }
}
