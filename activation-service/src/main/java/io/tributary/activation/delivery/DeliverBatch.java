package io.tributary.activation.delivery;

import io.tributary.activation.connector.Batch;
import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.Outcome;
import io.tributary.activation.connector.Planned;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.ledger.Ledger.Conclusion;
import io.tributary.activation.ledger.LedgerState;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings rows to a destination in batches. Before each attempt the gate is asked again and the intent is written;
 * after it the answer is. The first trouble ends the sending: what is left stays pending for a later run.
 */
public final class DeliverBatch {

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Transport transport;
    private final AwaitJob awaitJob;
    private final Ids ids;
    private final Clock realClock;

    public DeliverBatch(
            Ledger ledger, Deliveries deliveries, Transport transport, Pause pause, Ids ids, Clock realClock) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.transport = transport;
        this.awaitJob = new AwaitJob(transport, pause);
        this.ids = ids;
        this.realClock = realClock;
    }

    /** What became of each row, and what stopped the sending, if anything did. */
    public record Report(
            Map<WireRow, RowResult> rows, @Nullable Trouble trouble) {}

    /** Sends all rows; every one of them has a result in the report. */
    public Report deliver(Course course, Op op, Collection<WireRow> rows, LastLook lastLook) {
        var sending = new Sending(course, op, lastLook);
        sending.enqueue(List.copyOf(rows));
        sending.run();
        rows.forEach(
                row -> sending.results.putIfAbsent(row, new RowResult.Pending(sending.troubleOr("not-attempted"))));
        return new Report(sending.results, sending.trouble);
    }

    /** The state of one delivery: what waits, what is done, what went wrong. */
    private final class Sending {
        private final Course course;
        private final Op op;
        private final LastLook lastLook;
        private final Deque<List<WireRow>> waiting = new ArrayDeque<>();
        private final Map<WireRow, RowResult> results = new LinkedHashMap<>();
        private @Nullable Trouble trouble;

        Sending(Course course, Op op, LastLook lastLook) {
            this.course = course;
            this.op = op;
            this.lastLook = lastLook;
        }

        String troubleOr(String otherwise) {
            return trouble == null ? otherwise : trouble.reason();
        }

        void enqueue(List<WireRow> rows) {
            int size = course.connector().capabilities().maxRows(op);
            for (int start = 0; start < rows.size(); start += size) {
                waiting.add(rows.subList(start, Math.min(rows.size(), start + size)));
            }
        }

        void run() {
            while (!waiting.isEmpty() && trouble == null) {
                if (!lastLook.stillMine()) {
                    trouble = new Trouble.Interrupted("interrupted");
                    return;
                }
                var rows = allowed(waiting.removeFirst());
                if (!rows.isEmpty()) {
                    attempt(rows);
                }
            }
        }

        private List<WireRow> allowed(List<WireRow> rows) {
            if (op == Op.REMOVE) {
                return rows;
            }
            var held = lastLook.held(rows);
            held.forEach((row, reason) -> results.put(row, new RowResult.Held(reason)));
            return rows.stream().filter(it -> !held.containsKey(it)).toList();
        }

        private void attempt(List<WireRow> rows) {
            var now = realClock.instant();
            var batch = new Batch(
                    course.connection(),
                    course.audienceId(),
                    course.remoteId(),
                    course.runId(),
                    ids.nextNumber(),
                    op,
                    rows,
                    now);
            var planned = course.connector().plan(batch);
            ledger.intend(course.connection().tenant(), course.audienceId(), op, rows, now);
            for (var request : planned) {
                if (trouble == null) {
                    exchange(request);
                } else {
                    stop(request.rows(), trouble);
                }
            }
        }

        private void exchange(Planned planned) {
            var id = ids.next("dlv");
            deliveries.intend(new Deliveries.Intent(
                    id,
                    course.connection().tenant(),
                    course.audienceId(),
                    course.runId(),
                    op,
                    RequestHash.of(planned.request()),
                    planned.rows(),
                    realClock.instant()));
            var result = transport.send(course.connection(), planned.request());
            var outcome = switch (result) {
                case WireResult.Answered answered -> course.connector().interpret(planned, answered.answer());
                case WireResult.NeverSent never -> new Outcome.RetryAt(never.after(), never.reason());
                case WireResult.Lost lost -> new Outcome.Unknown(null, lost.reason());
            };
            int status = result instanceof WireResult.Answered answered
                    ? answered.answer().status()
                    : 0;
            deliveries.conclude(id, status, OutcomeText.of(outcome), realClock.instant());
            settle(planned, outcome);
        }

        private void settle(Planned planned, Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted accepted -> accepted(planned.rows(), accepted.rejected());
                case Outcome.Follow follow -> {
                    var rest = follow.next().rows();
                    done(planned.rows().stream()
                            .filter(it -> !rest.contains(it))
                            .toList());
                    exchange(follow.next());
                }
                case Outcome.Started started -> started(planned, started.job());
                case Outcome.RetryAt retry -> stop(planned.rows(), new Trouble.Later(retry.after(), retry.reason()));
                case Outcome.Split split -> split(planned.rows(), split.reason());
                case Outcome.AuthBroken broken -> stop(planned.rows(), new Trouble.StopDestination(broken.reason()));
                case Outcome.TargetBroken broken -> stop(planned.rows(), new Trouble.StopAudience(broken.reason()));
                case Outcome.Unknown unknown -> {
                    conclude(planned.rows(), new Conclusion(LedgerState.UNKNOWN, op, null, unknown.reason()));
                    pending(planned.rows(), unknown.reason());
                    trouble = new Trouble.Later(unknown.after(), unknown.reason());
                }
            }
        }

        /** These rows certainly did not get through. */
        private void stop(List<WireRow> rows, Trouble why) {
            conclude(rows, Conclusion.pending(op, why.reason()));
            pending(rows, why.reason());
            trouble = why;
        }

        private void pending(List<WireRow> rows, String reason) {
            rows.forEach(it -> results.put(it, new RowResult.Pending(reason)));
        }

        private void accepted(List<WireRow> rows, Map<WireRow, String> rejected) {
            done(rows.stream().filter(it -> !rejected.containsKey(it)).toList());
            rejected.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                    .forEach((reason, of) -> reject(of, reason));
        }

        private void started(Planned planned, String job) {
            conclude(planned.rows(), new Conclusion(LedgerState.IN_FLIGHT, op, job, "job"));
            switch (awaitJob.await(course, job)) {
                case AwaitJob.End.Done _ -> done(planned.rows());
                case AwaitJob.End.Failed failed -> split(planned.rows(), failed.reason());
                case AwaitJob.End.Open open -> pending(planned.rows(), open.reason());
            }
        }

        private void split(List<WireRow> rows, String reason) {
            if (rows.size() == 1) {
                reject(rows, reason);
                return;
            }
            conclude(rows, Conclusion.pending(op, reason));
            int half = rows.size() / 2;
            waiting.addFirst(new ArrayList<>(rows.subList(half, rows.size())));
            waiting.addFirst(new ArrayList<>(rows.subList(0, half)));
        }

        private void done(List<WireRow> rows) {
            conclude(rows, Conclusion.done(op));
            rows.forEach(it -> results.put(it, new RowResult.Done()));
        }

        private void reject(List<WireRow> rows, String reason) {
            conclude(rows, new Conclusion(LedgerState.REJECTED, op, null, reason));
            rows.forEach(it -> results.put(it, new RowResult.Rejected(reason)));
        }

        private void conclude(List<WireRow> rows, Conclusion conclusion) {
            if (!rows.isEmpty()) {
                ledger.conclude(course.audienceId(), rows, conclusion, realClock.instant());
            }
        }
    }
}
