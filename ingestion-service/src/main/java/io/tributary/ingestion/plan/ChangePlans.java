package io.tributary.ingestion.plan;

import io.tributary.ingestion.fault.FaultName;
import io.tributary.ingestion.plan.schema.PlanProblem;
import io.tributary.ingestion.source.WriteKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Creates and changes plans. A change is compiled first, then stored, then taken over here at once and announced to the
 * other instances; an announcement that fails is made up for by {@link #announceMissed}.
 */
public final class ChangePlans {

    private static final Logger LOG = LoggerFactory.getLogger(ChangePlans.class);
    private static final int SWEEP = 100;
    private static final int MAX_NAME = 200;
    private static final int MAX_SOURCES = 100;

    /** Where plans are kept, and who is told. */
    public record Stores(TrackingPlans plans, PlanFeed feed) {}

    /** What plans are judged by before they are kept, and held in afterwards. */
    public record Memory(PlanCompiler compiler, PlanIndex index, WriteKeys sources) {}

    private final Stores stores;
    private final Memory memory;
    private final Clock realClock;
    private final Supplier<String> ids;

    public ChangePlans(Stores stores, Memory memory, Clock realClock, Supplier<String> ids) {
        this.stores = stores;
        this.memory = memory;
        this.realClock = realClock;
        this.ids = ids;
    }

    public Mono<PlanChange> create(String tenant, PlanSettings settings, String rules) {
        return Mono.defer(() -> write(
                new TrackingPlan(tenant, ids.get(), 1, settings, rules, realClock.instant()), stores.plans()::add));
    }

    /**
     * Writes a plan's next version.
     *
     * @param from the version that the change started from
     */
    public Mono<PlanChange> change(String tenant, String id, int from, PlanSettings settings, String rules) {
        return Mono.defer(() -> write(
                new TrackingPlan(tenant, id, from + 1, settings, rules, realClock.instant()), stores.plans()::change));
    }

    /** Loads the index; to be called before the first request is answered. */
    public Mono<Void> load() {
        return stores.plans().enabled().doOnNext(this::take).then();
    }

    /** Announces what a crash or a broker without answer left behind. */
    public Mono<Void> announceMissed() {
        return stores.plans()
                .unannounced(SWEEP)
                .doOnNext(this::take)
                .concatMap(this::announce)
                .then();
    }

    private interface Writing {
        Mono<TrackingPlans.Stored> store(TrackingPlan plan);
    }

    private Mono<PlanChange> write(TrackingPlan plan, Writing writing) {
        var problems = problems(plan);
        if (!problems.isEmpty()) {
            return Mono.just(new PlanChange.Invalid(problems));
        }
        return writing.store(plan).flatMap(stored -> switch (stored) {
            case TrackingPlans.Stored.Done(var done) -> {
                take(done);
                yield announce(done).thenReturn(new PlanChange.Done(done));
            }
            case TrackingPlans.Stored.NotFound _ -> Mono.just(new PlanChange.NotFound());
            case TrackingPlans.Stored.Stale(var version) -> Mono.just(new PlanChange.Stale(version));
            case TrackingPlans.Stored.Overlapping(var planId) -> Mono.just(new PlanChange.Overlapping(planId));
            case TrackingPlans.Stored.Full(var limit) -> Mono.just(new PlanChange.Full(limit));
        });
    }

    private List<PlanProblem> problems(TrackingPlan plan) {
        var problems = new ArrayList<PlanProblem>();
        var settings = plan.settings();
        if (settings.name().isBlank() || settings.name().length() > MAX_NAME) {
            problems.add(new PlanProblem("/name", "length", "Use 1 to " + MAX_NAME + " characters."));
        }
        if (settings.sources().size() > MAX_SOURCES) {
            problems.add(new PlanProblem("/sources", "count", "Name at most " + MAX_SOURCES + " sources."));
        } else {
            for (int index = 0; index < settings.sources().size(); index++) {
                var source = settings.sources().get(index);
                if (memory.sources().source(plan.tenant(), source).isEmpty()) {
                    problems.add(new PlanProblem("/sources/" + index, "unknown-source", "There is no such source."));
                }
            }
        }
        switch (memory.compiler().compile(plan)) {
            case PlanCompiler.Outcome.Compiled _ -> {}
            case PlanCompiler.Outcome.Refused(var found) -> problems.addAll(found);
        }
        return List.copyOf(problems);
    }

    private void take(TrackingPlan plan) {
        if (!memory.index().take(plan)) {
            LOG.warn(
                    "version {} of tracking plan {} makes no sense here and judges nothing", plan.version(), plan.id());
        }
    }

    /** Never fails: the change is stored, and the sweep repeats the announcement. */
    private Mono<Void> announce(TrackingPlan plan) {
        return stores.feed().announce(plan).then(stores.plans().announced(plan)).onErrorResume(fault -> {
            LOG.warn(
                    "tracking plan {} could not be announced, it will be repeated: {}", plan.id(), FaultName.of(fault));
            return Mono.empty();
        });
    }
}
