package io.tributary.activation.audience;

import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.delivery.Course;
import io.tributary.activation.delivery.FollowJobs;
import io.tributary.activation.delivery.Ids;
import io.tributary.activation.delivery.LastLook;
import io.tributary.activation.delivery.Trouble;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.ledger.LedgerRow;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes everything of one person out of one audience at once, whatever its schedule, whether or not it is stopped, and
 * past the safety rail. It is a run like others: one holder at a time, written down, its counts add up.
 */
public final class WithdrawPerson {

    private static final String REASON = "erasure";
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final Audiences audiences;
    private final Runs runs;
    private final Ledger ledger;
    private final Connectors connectors;
    private final FollowJobs followJobs;
    private final DeliverPage deliverPage;
    private final Ids ids;
    private final Clock realClock;

    public WithdrawPerson(SyncAudience.Tools tools, Ids ids, Clock realClock) {
        this.audiences = tools.audiences();
        this.runs = tools.runs();
        this.ledger = tools.ledger();
        this.connectors = tools.connectors();
        this.followJobs = tools.followJobs();
        this.deliverPage = tools.deliverPage();
        this.ids = ids;
        this.realClock = realClock;
    }

    /** How it ended. */
    public sealed interface Withdrawn {

        long removed();

        /** Nothing of the person may be there any more. */
        record Gone(long removed) implements Withdrawn {}

        /** A row may still be there. */
        record Left(long removed, Trouble trouble) implements Withdrawn {}
    }

    /** {@code digests} are those by which the destination knows the person, whichever profile has them. */
    public Withdrawn withdraw(
            Destination destination,
            String audienceId,
            Collection<String> profileIds,
            Collection<String> digests,
            String holder) {
        if (!hold(audienceId, holder)) {
            return new Withdrawn.Left(0, new Trouble.Later(Duration.ofSeconds(1), "audience-busy"));
        }
        try {
            var audience = audiences
                    .find(destination.tenant(), audienceId)
                    .orElseThrow(() -> new IllegalStateException("an audience is never deleted"));
            runs.interruptRunning(audienceId, realClock.instant());
            return withdraw(destination, audience, profileIds, digests, holder);
        } finally {
            audiences.release(audienceId, holder);
        }
    }

    private boolean hold(String audienceId, String holder) {
        var now = realClock.instant();
        return audiences.hold(audienceId, holder, now, now.plus(HOLD));
    }

    private Withdrawn withdraw(
            Destination destination,
            Audience audience,
            Collection<String> profileIds,
            Collection<String> digests,
            String holder) {
        if (plans(ledger.ofPerson(audience.id(), profileIds, digests)).isEmpty()) {
            return new Withdrawn.Gone(0);
        }
        var run = begun(audience);
        var course = new Course(
                connectors.of(destination.kind()),
                destination.connection(),
                audience.id(),
                audience.remoteId(),
                run.id());
        var ended = followJobs.follow(course);
        var rows = ledger.ofPerson(audience.id(), profileIds, digests);
        if (rows.values().stream().flatMap(List::stream).anyMatch(LedgerRow::hasOpenJob)) {
            var wait = new Trouble.Later(Duration.ofSeconds(2), "job-open");
            finish(run, RunCounts.of(List.of(), ended.added(), ended.removed()), wait);
            return new Withdrawn.Left(0, wait);
        }
        var page = deliverPage.deliver(course, plans(rows), look(audience.id(), holder));
        var counts = RunCounts.of(List.of(), ended.added(), ended.removed())
                .plus(RunCounts.of(page.outcomes(), page.added(), page.removed()));
        var trouble = page.trouble();
        finish(run, counts, trouble);
        if (trouble == null
                && !plans(ledger.ofPerson(audience.id(), profileIds, digests)).isEmpty()) {
            trouble = new Trouble.Later(null, "removal-refused");
        }
        return trouble == null ? new Withdrawn.Gone(page.removed()) : new Withdrawn.Left(page.removed(), trouble);
    }

    private static List<RowPlan> plans(Map<String, List<LedgerRow>> rows) {
        var plans = new ArrayList<RowPlan>();
        rows.forEach((profileId, of) -> {
            var there = of.stream().filter(LedgerRow::mayBeThere).toList();
            if (!there.isEmpty()) {
                plans.add(new RowPlan(
                        profileId, false, RowStanding.DELIVERED, REASON, there, List.of(), false, true, null));
            }
        });
        return plans;
    }

    private LastLook look(String audienceId, String holder) {
        return new LastLook() {
            @Override
            public Map<WireRow, String> held(Collection<WireRow> rows) {
                return Map.of();
            }

            @Override
            public boolean stillMine() {
                return hold(audienceId, holder);
            }
        };
    }

    private Run begun(Audience audience) {
        var run = new Run(
                ids.next("run"),
                audience.tenant(),
                audience.id(),
                Run.State.RUNNING,
                Run.Trigger.ERASURE,
                false,
                true,
                realClock.instant(),
                null,
                RunCounts.none(),
                "");
        runs.begin(run);
        return run;
    }

    private void finish(Run run, RunCounts counts, @Nullable Trouble trouble) {
        var state = trouble == null ? Run.State.COMPLETED : Run.State.TROUBLED;
        runs.finish(run.finished(state, counts, trouble == null ? "" : trouble.reason(), realClock.instant()));
    }
}
