package io.tributary.activation.audience;

import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.delivery.Backoff;
import io.tributary.activation.delivery.Course;
import io.tributary.activation.delivery.FollowJobs;
import io.tributary.activation.delivery.LastLook;
import io.tributary.activation.delivery.Trouble;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.ledger.Diff;
import io.tributary.activation.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One run of one audience: open jobs, then page by page plan, safety rail, removals, additions, settlement. Whatever
 * stops it leaves marks behind, so the next run does what this one did not.
 */
public final class SyncAudience {

    private static final int PAGE = 5_000;
    private static final Duration HOLD = Duration.ofSeconds(30);

    /** What a run works with. */
    public record Tools(
            Destinations destinations,
            Connectors connectors,
            Audiences audiences,
            Runs runs,
            Work work,
            Ledger ledger,
            EnsureTarget ensureTarget,
            FollowJobs followJobs,
            PlanRows planRows,
            DeliverPage deliverPage) {}

    private final Tools tools;
    private final SafetyRail rail;
    private final Clock realClock;
    private final RandomGenerator random;
    private final BooleanSupplier stopping;

    public SyncAudience(
            Tools tools, SafetyRail rail, Clock realClock, RandomGenerator random, BooleanSupplier stopping) {
        this.tools = tools;
        this.rail = rail;
        this.realClock = realClock;
        this.random = random;
        this.stopping = stopping;
    }

    /** Runs; nothing when another holder has the audience. The run is stored unless nothing at all was to be done. */
    public Optional<Run> sync(Audience audience, Run run, String holder) {
        if (!hold(audience, holder)) {
            return Optional.empty();
        }
        try {
            tools.runs().interruptRunning(audience.id(), realClock.instant());
            return Optional.of(new Running(audience, run, holder).run());
        } finally {
            tools.audiences().release(audience.id(), holder);
        }
    }

    private boolean hold(Audience audience, String holder) {
        var now = realClock.instant();
        return !stopping.getAsBoolean() && tools.audiences().hold(audience.id(), holder, now, now.plus(HOLD));
    }

    /** The state of one run. */
    private final class Running implements LastLook {
        private final Audience audience;
        private final Run run;
        private final String holder;
        private final Destination destination;
        private final PlanRows.Route route;
        private RunCounts counts = RunCounts.none();
        private @Nullable Trouble trouble;
        private boolean begun;

        Running(Audience audience, Run run, String holder) {
            this.audience = audience;
            this.run = run;
            this.holder = holder;
            this.destination = tools.destinations()
                    .find(audience.tenant(), audience.destinationId())
                    .orElseThrow(() -> new IllegalStateException("an audience has a destination"));
            this.route = new PlanRows.Route(
                    audience,
                    destination,
                    tools.connectors().of(destination.kind()),
                    run.trigger() == Run.Trigger.FULL ? Diff.Rejected.RETRY : Diff.Rejected.STAY);
        }

        Run run() {
            if (run.trigger() != Run.Trigger.CHANGES) {
                begin();
            }
            if (run.dryRun()) {
                rehearse();
                return finish(Run.State.COMPLETED, "dry-run");
            }
            switch (tools.ensureTarget().ensure(audience, destination, route.connector())) {
                case EnsureTarget.Target.Ready ready -> deliverAll(ready.remoteId());
                case EnsureTarget.Target.Missing missing -> giveUp(missing.trouble());
            }
            return conclude();
        }

        private void deliverAll(String remoteId) {
            var course = new Course(route.connector(), destination.connection(), audience.id(), remoteId, run.id());
            var ended = tools.followJobs().follow(course);
            counts = counts.plus(RunCounts.of(List.of(), ended.added(), ended.removed()));
            boolean mayLeave = run.confirmed() || railAllows();
            List<Work.Item> items;
            do {
                items = tools.work().take(audience.id(), realClock.instant(), PAGE);
                deliverPage(course, items, mayLeave);
            } while (items.size() == PAGE && trouble == null);
        }

        private boolean railAllows() {
            var now = realClock.instant();
            return tools.work().parked(audience.id()) == 0
                    && rail.allows(
                            tools.ledger().size(audience.id()),
                            tools.runs().leftSince(audience.id(), now.minus(rail.window())),
                            tools.work().leavers(audience, now));
        }

        private void deliverPage(Course course, List<Work.Item> items, boolean mayLeave) {
            var plans = tools.planRows()
                    .plan(route, items.stream().map(Work.Item::profileId).toList());
            var parked = new ArrayList<RowOutcome>();
            var free = new ArrayList<RowPlan>();
            for (var plan : plans) {
                if (mayLeave || plan.isIdle() || (plan.additions().isEmpty() && !plan.leaving())) {
                    free.add(plan);
                } else {
                    parked.add(new RowOutcome(
                            plan.profileId(), plan.member(), RowStanding.PARKED, "needs-confirmation", null));
                }
            }
            if (changes(items, free) || !parked.isEmpty()) {
                begin();
            }
            var page = tools.deliverPage().deliver(course, free, this);
            trouble = page.trouble();
            var outcomes = new ArrayList<>(page.outcomes());
            outcomes.addAll(parked);
            tools.work().settle(audience, items, outcomes, realClock.instant());
            counts = counts.plus(RunCounts.of(outcomes, page.added(), page.removed()));
        }

        /** Whether anything is sent, or anybody's standing becomes another one. */
        private static boolean changes(List<Work.Item> items, List<RowPlan> plans) {
            var before = new HashMap<String, String>();
            items.forEach(it -> before.put(it.profileId(), it.before()));
            return plans.stream()
                    .anyMatch(it -> !it.isIdle()
                            || (it.member() && !it.standing().wireName().equals(before.get(it.profileId()))));
        }

        private void rehearse() {
            var after = "";
            List<String> ids;
            do {
                ids = tools.work().everybody(audience, after, PAGE);
                var plans = tools.planRows().plan(route, ids);
                counts = counts.plus(RunCounts.of(
                        plans.stream()
                                .map(it -> new RowOutcome(
                                        it.profileId(), it.member(), it.standing(), it.reason(), it.again()))
                                .toList(),
                        plans.stream().mapToLong(it -> it.additions().size()).sum(),
                        plans.stream().mapToLong(it -> it.removals().size()).sum()));
                after = ids.isEmpty() ? after : ids.getLast();
            } while (ids.size() == PAGE);
        }

        private void giveUp(Trouble why) {
            trouble = why;
            begin();
        }

        private void begin() {
            if (!begun) {
                tools.runs().begin(run);
                begun = true;
            }
        }

        private Run conclude() {
            var why = trouble;
            switch (why) {
                case null -> calm();
                case Trouble.Later later -> rest(later.after());
                case Trouble.StopDestination stop ->
                    tools.destinations().stop(audience.tenant(), destination.id(), stop.reason());
                case Trouble.StopAudience stop -> tools.audiences().stop(audience.id(), stop.reason());
                case Trouble.Interrupted _ -> {}
            }
            if (why == null) {
                return finish(counts.parked() > 0 ? Run.State.PARKED : Run.State.COMPLETED, "");
            }
            return finish(
                    why instanceof Trouble.Interrupted ? Run.State.INTERRUPTED : Run.State.TROUBLED, why.reason());
        }

        private void calm() {
            if (audience.failures() > 0) {
                tools.audiences().rest(audience.id(), 0, Instant.EPOCH);
            }
        }

        private void rest(@Nullable Duration asked) {
            int failures = audience.failures() + 1;
            var wait = asked == null ? Backoff.after(failures, random) : asked;
            tools.audiences().rest(audience.id(), failures, realClock.instant().plus(wait));
        }

        private Run finish(Run.State state, String detail) {
            var finished = run.finished(state, counts, detail, realClock.instant());
            if (begun || counts.added() + counts.removed() > 0) {
                begin();
                tools.runs().finish(finished);
            }
            return finished;
        }

        @Override
        public Map<WireRow, String> held(Collection<WireRow> rows) {
            return tools.planRows().held(route, rows);
        }

        @Override
        public boolean stillMine() {
            return hold(audience, holder);
        }
    }
}
