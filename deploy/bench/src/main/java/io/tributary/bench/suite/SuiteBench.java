package io.tributary.bench.suite;

import io.tributary.bench.stand.Stand;
import io.tributary.local.suite.Service;
import io.tributary.local.watch.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Measures the whole suite with twenty live segments: rates on a timetable, each beside probes of the membership latency,
 * until one is not carried; then a backlog, for what the stages behind the door can do alone.
 */
public final class SuiteBench {

    private final SuitePlan plan;
    private final Stand.Place place;
    private final Progress progress;
    private final Clock clock;

    public SuiteBench(SuitePlan plan, Stand.Place place, Clock clock) {
        this.plan = plan;
        this.place = place;
        this.progress = place.progress();
        this.clock = clock;
    }

    public SuiteResult run() throws InterruptedException {
        try (var stand = Stand.start(place, EnumSet.allOf(Service.class))) {
            Segments.publish(stand.api());
            progress.say("setup", Segments.count() + " segments");
            try (var run = new SuiteRun(plan, stand, clock)) {
                progress.say("warm up", plan.warmUp().toSeconds() + " s");
                var seen = run.warmUp();
                progress.say("warm up", "%d of %d memberships seen".formatted(seen.seen(), seen.sent()));
                var steps = steps(run);
                progress.say("backlog", plan.backlog().toSeconds() + " s");
                return new SuiteResult(Segments.count(), steps, run.backlog());
            }
        }
    }

    /** Climbs until a rate is not carried, then holds the last one that was. */
    private List<Step> steps(SuiteRun run) throws InterruptedException {
        var steps = new ArrayList<Step>();
        for (int rate : plan.rates()) {
            if (!step(run, rate, steps).isCarried()) {
                break;
            }
        }
        var held = Climb.of(steps);
        while (held.next(plan.repeats()).isPresent()) {
            step(run, held.next(plan.repeats()).getAsInt(), steps);
            held = Climb.of(steps);
        }
        return steps;
    }

    private Step step(SuiteRun run, int rate, List<Step> steps) throws InterruptedException {
        var step = run.step(rate);
        steps.add(step);
        progress.say("step", "%,d events/s: %s".formatted(rate, step.isCarried() ? "carried" : step.reason()));
        return step;
    }
}
