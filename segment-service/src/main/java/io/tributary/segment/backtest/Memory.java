package io.tributary.segment.backtest;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.preview.Preview.Warning;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Window;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides whether a rule would have to look further back than events are remembered, which makes early days too low. */
final class Memory {

    private Memory() {}

    static List<Warning> warnings(Condition rule, BacktestPlan plan) {
        return reaches(rule, plan)
                ? List.of(new Warning(
                        "beyond-memory",
                        "On the first days the rule looks further back than the " + Activity.KEPT_DAYS
                                + " days for which single events are remembered."))
                : List.of();
    }

    private static boolean reaches(Condition rule, BacktestPlan plan) {
        return switch (rule) {
            case Condition.All(var parts) -> parts.stream().anyMatch(it -> reaches(it, plan));
            case Condition.Any(var parts) -> parts.stream().anyMatch(it -> reaches(it, plan));
            case Condition.Not(var part) -> reaches(part, plan);
            case Condition.EventMeasure it -> reaches(it.event(), it.window(), plan);
            case Condition.FirstEvent it -> reaches(it.event(), it.window(), plan);
            case Condition.LatestEvent it -> reaches(it.event(), it.window(), plan);
            case Condition.Sequence _, Condition.NotFollowedBy _ -> false;
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> false;
            case Condition.ScoreTest _, Condition.ConsentTest _, Condition.SegmentRef _ -> false;
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> false;
        };
    }

    private static boolean reaches(EventFilter event, Window window, BacktestPlan plan) {
        // Today is the day after the last one, and the day before the first is looked at as well.
        long left = Activity.KEPT_DAYS - ChronoUnit.DAYS.between(plan.from(), plan.to()) - 2;
        return switch (window) {
            case Window.LastDays(var days) -> days - 1 > left;
            case Window.Between it -> it.fromDaysAgo() > left;
            case Window.Since(var date) ->
                ChronoUnit.DAYS.between(date, plan.to().plusDays(1)) > Activity.KEPT_DAYS;
            case Window.LastDuration _ -> false;
            case Window.Before _, Window.Ever _ -> !event.takesAll();
        };
    }
}
