package io.tributary.activation.audience;

import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Candidate;
import io.tributary.activation.connector.Prepared;
import io.tributary.activation.connector.WireIdentifier;
import io.tributary.activation.ledger.Diff;
import io.tributary.activation.ledger.LedgerRow;
import io.tributary.activation.suppression.Door;
import io.tributary.activation.suppression.Gate;
import io.tributary.activation.suppression.Person;
import io.tributary.activation.suppression.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one person what a run has to do: desired minus ledger, after the gate. Pure: the two instants are given.
 *
 * @param suiteNow for suppressions, which are business time
 * @param realNow for what waits
 */
record RowPolicy(
        String tenant,
        AudienceConnector connector,
        Door door,
        Diff.Rejected rejected,
        Instant suiteNow,
        Instant realNow) {

    private static final Duration HEARTBEAT_WAIT = Duration.ofSeconds(5);
    private static final Duration RETRY_BUDGET = Duration.ofDays(3);

    RowPlan plan(boolean member, Person person, List<LedgerRow> rows) {
        if (rows.stream().anyMatch(LedgerRow::hasOpenJob)) {
            return RowPlan.waiting(person.profileId(), member, "job-open", realNow.plus(HEARTBEAT_WAIT));
        }
        return member ? planMember(person, rows) : planLeaver(person, rows);
    }

    private RowPlan planLeaver(Person person, List<LedgerRow> rows) {
        var held = rows.stream()
                .filter(it -> it.mayBeThere() && it.isHeldAt(realNow))
                .findFirst();
        if (held.isPresent()) {
            return RowPlan.waiting(
                    person.profileId(), false, "merge", held.get().heldUntil());
        }
        var diff = Diff.between(List.of(), rows, Diff.Rejected.STAY);
        return new RowPlan(
                person.profileId(),
                false,
                RowStanding.DELIVERED,
                "left",
                diff.removals(),
                List.of(),
                false,
                true,
                null);
    }

    private RowPlan planMember(Person person, List<LedgerRow> rows) {
        var verdict = Gate.judge(person, door, suiteNow);
        return switch (verdict) {
            case Verdict.Deliver deliver -> deliver(person.profileId(), deliver, rows);
            case Verdict.Suppressed suppressed ->
                withdrawn(person.profileId(), RowStanding.SUPPRESSED, suppressed.reason(), rows);
            case Verdict.NoConsent noConsent ->
                withdrawn(person.profileId(), RowStanding.SUPPRESSED, noConsent.reason(), rows);
            case Verdict.Unreachable unreachable ->
                withdrawn(person.profileId(), RowStanding.UNREACHABLE, unreachable.reason(), rows);
            // A missing contact comes by itself, and marks the person then; a heartbeat does not.
            case Verdict.Stale stale -> RowPlan.waiting(person.profileId(), true, stale.reason(), againFor(stale));
        };
    }

    private @Nullable Instant againFor(Verdict.Stale stale) {
        return stale.reason().equals(Gate.NO_HEARTBEAT) ? realNow.plus(HEARTBEAT_WAIT) : null;
    }

    private RowPlan withdrawn(String profileId, RowStanding standing, String reason, List<LedgerRow> rows) {
        var removals = Diff.between(List.of(), rows, Diff.Rejected.STAY).removals();
        return new RowPlan(profileId, true, standing, reason, removals, List.of(), false, false, null);
    }

    private RowPlan deliver(String profileId, Verdict.Deliver deliver, List<LedgerRow> rows) {
        var usable = new ArrayList<WireIdentifier>();
        var refusal = "";
        for (var prepared : connector.prepare(candidate(profileId, deliver))) {
            switch (prepared) {
                case Prepared.Ready ready when isSpent(ready.identifier(), rows) -> refusal = "retry-budget-spent";
                case Prepared.Ready ready -> usable.add(ready.identifier());
                case Prepared.Rejected no -> refusal = no.reason();
            }
        }
        var diff = Diff.between(usable, rows, rejected);
        if (!diff.additions().isEmpty() || !diff.kept().isEmpty()) {
            return new RowPlan(
                    profileId,
                    true,
                    RowStanding.DELIVERED,
                    "",
                    diff.removals(),
                    diff.additions(),
                    !diff.kept().isEmpty(),
                    false,
                    null);
        }
        var reason = refusal.isEmpty() ? rejectedBefore(rows) : refusal;
        return new RowPlan(
                profileId, true, RowStanding.REJECTED, reason, diff.removals(), List.of(), false, false, null);
    }

    /** Whether an addition was tried for so long without success that only a person's word makes it tried again. */
    private boolean isSpent(WireIdentifier identifier, List<LedgerRow> rows) {
        return rejected == Diff.Rejected.STAY
                && rows.stream()
                        .filter(it -> it.identifier().digest().equals(identifier.digest()) && !it.isThere())
                        .map(LedgerRow::firstAttemptAt)
                        .anyMatch(it -> it != null && it.plus(RETRY_BUDGET).isBefore(realNow));
    }

    /** What the gate lets through for this person now, in wire form. */
    List<WireIdentifier> allowed(Person person) {
        return switch (Gate.judge(person, door, suiteNow)) {
            case Verdict.Deliver deliver ->
                connector.prepare(candidate(person.profileId(), deliver)).stream()
                        .flatMap(it -> it instanceof Prepared.Ready ready
                                ? Stream.of(ready.identifier())
                                : Stream.<WireIdentifier>of())
                        .toList();
            case Verdict.Suppressed _, Verdict.NoConsent _, Verdict.Unreachable _, Verdict.Stale _ -> List.of();
        };
    }

    private static String rejectedBefore(List<LedgerRow> rows) {
        return rows.stream()
                .map(LedgerRow::reason)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("rejected");
    }

    private Candidate candidate(String profileId, Verdict.Deliver deliver) {
        return new Candidate(
                tenant,
                profileId,
                deliver.addresses().stream()
                        .map(it -> new Candidate.Address(it.namespace(), it.value(), it.digest()))
                        .toList());
    }
}
