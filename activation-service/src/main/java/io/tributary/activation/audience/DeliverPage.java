package io.tributary.activation.audience;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.delivery.Course;
import io.tributary.activation.delivery.DeliverBatch;
import io.tributary.activation.delivery.LastLook;
import io.tributary.activation.delivery.RowResult;
import io.tributary.activation.delivery.Trouble;
import io.tributary.activation.ledger.Ledger;
import io.tributary.activation.ledger.Ledger.Conclusion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the plans of one page out: removals first, then additions. A row that another profile still holds is only
 * struck from the ledger; a row that two profiles bring is sent once.
 */
public final class DeliverPage {

    private final DeliverBatch deliverBatch;
    private final Ledger ledger;
    private final Clock realClock;

    public DeliverPage(DeliverBatch deliverBatch, Ledger ledger, Clock realClock) {
        this.deliverBatch = deliverBatch;
        this.ledger = ledger;
        this.realClock = realClock;
    }

    /** What became of a page. */
    record Page(
            List<RowOutcome> outcomes,
            long added,
            long removed,
            @Nullable Trouble trouble) {}

    Page deliver(Course course, List<RowPlan> plans, LastLook lastLook) {
        var results = new HashMap<WireRow, RowResult>();
        var removals = removals(plans);
        var trouble = remove(course, removals, results, lastLook);
        var additions = additions(plans);
        if (trouble == null) {
            trouble = send(course, Op.ADD, additions, results, lastLook);
        }
        var outcomes = plans.stream().map(it -> outcome(it, results)).toList();
        return new Page(outcomes, done(additions, results), done(removals, results), trouble);
    }

    private @Nullable Trouble remove(
            Course course, List<WireRow> removals, Map<WireRow, RowResult> results, LastLook lastLook) {
        var shared = ledger.heldByOthers(course.audienceId(), removals);
        if (!shared.isEmpty()) {
            ledger.conclude(course.audienceId(), shared, Conclusion.done(Op.REMOVE), realClock.instant());
            shared.forEach(it -> results.put(it, new RowResult.Done()));
        }
        var rest = removals.stream().filter(it -> !shared.contains(it)).toList();
        return send(course, Op.REMOVE, rest, results, lastLook);
    }

    private @Nullable Trouble send(
            Course course, Op op, List<WireRow> rows, Map<WireRow, RowResult> results, LastLook lastLook) {
        if (rows.isEmpty()) {
            return null;
        }
        var first = new LinkedHashMap<String, WireRow>();
        rows.forEach(it ->
                first.putIfAbsent(it.identifier().kind() + ":" + it.identifier().digest(), it));
        var report = deliverBatch.deliver(course, op, first.values(), lastLook);
        results.putAll(report.rows());
        var twins = new ArrayList<WireRow>();
        for (var row : rows) {
            var sent =
                    first.get(row.identifier().kind() + ":" + row.identifier().digest());
            if (sent != null && !sent.equals(row)) {
                results.put(row, report.rows().getOrDefault(sent, new RowResult.Pending("not-attempted")));
                if (report.rows().get(sent) instanceof RowResult.Done) {
                    twins.add(row);
                }
            }
        }
        if (!twins.isEmpty()) {
            var now = realClock.instant();
            ledger.intend(course.connection().tenant(), course.audienceId(), op, twins, now);
            ledger.conclude(course.audienceId(), twins, Conclusion.done(op), now);
        }
        return report.trouble();
    }

    private static List<WireRow> removals(Collection<RowPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.removals().stream()
                        .map(row -> new WireRow(plan.profileId(), row.identifier(), reasonOf(plan))))
                .toList();
    }

    private static String reasonOf(RowPlan plan) {
        return plan.reason().isEmpty() ? "replaced" : plan.reason();
    }

    private static List<WireRow> additions(Collection<RowPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.additions().stream().map(it -> new WireRow(plan.profileId(), it, "entered")))
                .toList();
    }

    private static long done(Collection<WireRow> rows, Map<WireRow, RowResult> results) {
        return rows.stream()
                .filter(it -> results.get(it) instanceof RowResult.Done)
                .count();
    }

    /** Pending if anything of the person is; rejected only if nothing of the person is there. */
    private RowOutcome outcome(RowPlan plan, Map<WireRow, RowResult> results) {
        var standing = plan.standing();
        var reason = plan.reason();
        var again = plan.again();
        int delivered = plan.holdsOther() ? 1 : 0;
        var refusal = "";
        var rows = new ArrayList<WireRow>(removals(List.of(plan)));
        rows.addAll(additions(List.of(plan)));
        for (var row : rows) {
            switch (results.getOrDefault(row, new RowResult.Pending("not-attempted"))) {
                case RowResult.Done _ -> delivered++;
                case RowResult.Rejected rejected -> refusal = rejected.reason();
                case RowResult.Pending pending -> {
                    return pending(plan, pending.reason());
                }
                case RowResult.Held held -> {
                    return pending(plan, held.reason());
                }
            }
        }
        if (standing == RowStanding.DELIVERED && delivered == 0 && !refusal.isEmpty()) {
            return new RowOutcome(plan.profileId(), plan.member(), RowStanding.REJECTED, refusal, again);
        }
        return new RowOutcome(
                plan.profileId(), plan.member(), standing, standing == RowStanding.DELIVERED ? "" : reason, again);
    }

    private RowOutcome pending(RowPlan plan, String reason) {
        return new RowOutcome(plan.profileId(), plan.member(), RowStanding.PENDING, reason, realClock.instant());
    }
}
