package io.tributary.segment.backtest;

import io.tributary.segment.preview.People.Question;
import io.tributary.segment.rule.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * A rule to look at, and on which days; a day is looked at in its last millisecond, when all of it has passed and nothing of
 * the next has begun.
 *
 * @param rule as it was asked for, with references to segments
 * @param meaning names the rule with what its references meant when it was asked for
 * @param to the last day, included
 */
public record BacktestPlan(Condition rule, String meaning, LocalDate from, LocalDate to, ZoneId zone) {

    /** The {@code days} whole days before the one of {@code now}. */
    static BacktestPlan before(Instant now, int days, Condition rule, String meaning, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        return new BacktestPlan(rule, meaning, today.minusDays(days), today.minusDays(1), zone);
    }

    int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(from, to) + 1);
    }

    /** Whom the rule, without references, selected at the end of the day. */
    Question atEndOf(LocalDate day, Condition inlined) {
        var end = day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1);
        return new Question(inlined, end, zone, true);
    }
}
