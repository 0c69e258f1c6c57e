package io.tributary.ingestion.violation;

import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.plan.PlanVerdict.Findings;
import io.tributary.ingestion.source.Source;
import java.time.Clock;
import java.util.List;

/**
 * Counts what events did against their plan, beside counting them. A suppressed person's events are not among them: they
 * leave no trace.
 */
public final class PlanCounts implements IntakeCounts {

    private final IntakeCounts counts;
    private final Tally tally;
    private final Clock suiteClock;

    public PlanCounts(IntakeCounts counts, Tally tally, Clock suiteClock) {
        this.counts = counts;
        this.tally = tally;
        this.suiteClock = suiteClock;
    }

    @Override
    public void count(Source source, List<IntakeVerdict> verdicts) {
        counts.count(source, verdicts);
        for (var verdict : verdicts) {
            var findings = findings(verdict);
            if (!findings.isEmpty()) {
                tally.count(
                        new Tally.Seen(
                                source.tenant(),
                                source.id(),
                                verdict.messageId(),
                                suiteClock.instant(),
                                verdict instanceof IntakeVerdict.Refused refused ? refused.rowId() : null),
                        findings);
            }
        }
    }

    @Override
    public void turnedAway(String reason) {
        counts.turnedAway(reason);
    }

    private static Findings findings(IntakeVerdict verdict) {
        return switch (verdict) {
            case IntakeVerdict.Accepted accepted -> accepted.findings();
            case IntakeVerdict.Refused refused ->
                refused.refusal() instanceof Refusal.PlanViolation violation ? violation.findings() : Findings.NONE;
            case IntakeVerdict.Suppressed _ -> Findings.NONE;
        };
    }
}
