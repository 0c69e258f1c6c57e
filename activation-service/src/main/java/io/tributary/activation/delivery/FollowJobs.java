package io.tributary.activation.delivery;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.ledger.Ledger.Conclusion;
import io.tributary.activation.ledger.LedgerRow;
import io.tributary.activation.ledger.LedgerState;
import java.time.Clock;
import java.util.List;

/**
 * Asks about the jobs that earlier runs left open, before anything else is sent: a row whose job is open must not be
 * sent the other way.
 */
public final class FollowJobs {

    private final Ledger ledger;
    private final AwaitJob awaitJob;
    private final Clock realClock;

    public FollowJobs(Ledger ledger, Transport transport, Pause pause, Clock realClock) {
        this.ledger = ledger;
        this.awaitJob = new AwaitJob(transport, pause);
        this.realClock = realClock;
    }

    /** How many rows came to their end. */
    public record Ended(int added, int removed) {}

    public Ended follow(Course course) {
        int added = 0;
        int removed = 0;
        for (var job : ledger.openJobs(course.audienceId()).entrySet()) {
            var rows = job.getValue();
            var op = rows.getFirst().op();
            switch (awaitJob.look(course, job.getKey())) {
                case AwaitJob.End.Done _ -> {
                    conclude(course, rows, Conclusion.done(op));
                    added += op == Op.ADD ? rows.size() : 0;
                    removed += op == Op.REMOVE ? rows.size() : 0;
                }
                // Which rows failed is not told: all are sent again, which is harmless for those that are there.
                case AwaitJob.End.Failed failed ->
                    conclude(course, rows, new Conclusion(LedgerState.UNKNOWN, op, null, failed.reason()));
                case AwaitJob.End.Open _ -> {}
            }
        }
        return new Ended(added, removed);
    }

    private void conclude(Course course, List<LedgerRow> rows, Conclusion conclusion) {
        var wireRows = rows.stream()
                .map(it -> new WireRow(it.profileId(), it.identifier(), it.reason()))
                .toList();
        ledger.conclude(course.audienceId(), wireRows, conclusion, realClock.instant());
    }
}
