package io.tributary.segment.backtest;

import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.preview.TodaysValues;
import io.tributary.segment.rule.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found so far.
 *
 * @param zone in which the days begin and end
 * @param todaysValues what of the rule is taken as it is today
 * @param judged how often somebody was decided one by one
 */
public record BacktestReport(
        LocalDate from,
        LocalDate to,
        String zone,
        List<String> todaysValues,
        List<Warning> warnings,
        long judged,
        List<Day> days) {

    /**
     * One day.
     *
     * @param size members at its end
     * @param entering those who were not members at the end of the day before; their opposites are leaving
     */
    public record Day(LocalDate day, long size, long entering, long leaving) {}

    static BacktestReport begun(BacktestPlan plan, Condition inlined) {
        return new BacktestReport(
                plan.from(),
                plan.to(),
                plan.zone().getId(),
                TodaysValues.of(inlined),
                Memory.warnings(inlined, plan),
                0,
                List.of());
    }

    LocalDate next() {
        return from.plusDays(days.size());
    }

    BacktestReport with(Moved moved) {
        var more = new ArrayList<>(days);
        more.add(new Day(next(), moved.size(), moved.entering(), moved.leaving()));
        return new BacktestReport(from, to, zone, todaysValues, warnings, judged + moved.judged(), List.copyOf(more));
    }
}
