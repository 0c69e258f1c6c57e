package io.tributary.bench.suite;

import io.tributary.bench.load.Bodies;
import io.tributary.bench.load.LoadGenerator;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.load.Pace;
import io.tributary.bench.load.People;
import io.tributary.bench.load.ShopEvents;
import io.tributary.bench.load.Target;
import io.tributary.bench.measure.Meter;
import io.tributary.bench.stand.Stand;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The single measurements on a stand whose segments are live. */
final class SuiteRun implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final int BACKLOG_CONNECTIONS = 16;
    private static final int BACKLOG_BATCH = 100;
    private static final Duration DRAIN_WITHIN = Duration.ofMinutes(5);

    private final SuitePlan plan;
    private final Clock clock;
    private final Target target;
    private final Meter meter;
    private final Stages stages;
    private final LoadGenerator generator = new LoadGenerator();
    private final Probe probe;
    private int runs;

    SuiteRun(SuitePlan plan, Stand stand, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.target = new Target(stand.suite().gateway(), "/v1/batch", stand.writeKey());
        this.meter = new Meter(stand.suite().pids());
        this.stages = new Stages(stand.suite());
        this.probe = new Probe(target, stand.suite().kafkaBootstrap(), plan.eventBytes(), clock);
    }

    /** Returns how many memberships were seen. */
    Seen warmUp() throws InterruptedException {
        var memberships = beside(plan.warmUp());
        var _ = open(plan.warmUpRate(), plan.warmUp(), () -> {});
        var seen = memberships.join();
        drain();
        return seen;
    }

    Step step(int rate) throws InterruptedException {
        var measurement = meter.measurement();
        var before = stages.counts();
        var memberships = beside(plan.run());
        var load = open(rate, plan.run(), measurement::begin);
        var cost = measurement.end();
        var after = stages.counts();
        var drain = drain();
        return new Step(rate, load, cost, after.since(before), after.behind(), drain, memberships.join());
    }

    Backlog backlog() throws InterruptedException {
        var measurement = meter.measurement();
        var before = stages.counts();
        var load = generator.run(
                target,
                new Pace.Closed(BACKLOG_CONNECTIONS, plan.backlog()),
                bodies(BACKLOG_BATCH),
                measurement::begin);
        var meanwhile = stages.counts().since(before);
        var drain = drain();
        return new Backlog(load.requests().taken() * BACKLOG_BATCH, load, meanwhile, drain, measurement.end());
    }

    private LoadResult open(double eventsPerSecond, Duration duration, Runnable ready) throws InterruptedException {
        var pace = new Pace.Open(eventsPerSecond / plan.batch(), CONNECTIONS, duration);
        return generator.run(target, pace, bodies(plan.batch()), ready);
    }

    /** The probe on a thread of its own, for as long as the load takes. */
    private CompletableFuture<Seen> beside(Duration duration) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return probe.run(duration);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofVirtual().name("probe").start(task));
    }

    private Drain drain() throws InterruptedException {
        return Drain.await(stages, DRAIN_WITHIN.toNanos());
    }

    private Bodies bodies(int batch) {
        return new Bodies(
                "run%05d".formatted(++runs),
                ShopEvents.mixed(plan.eventBytes()),
                batch,
                new People(plan.people(), plan.skew(), runs),
                clock::millis);
    }

    @Override
    public void close() {
        probe.close();
        generator.close();
        stages.close();
    }
}
