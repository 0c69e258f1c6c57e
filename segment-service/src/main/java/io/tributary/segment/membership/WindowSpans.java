package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Intervals.Interval;
import io.tributary.segment.rule.Window;

/** From when until when an event at some time lies in a window that moves with now. */
record WindowSpans(Days days) {

    private static final Interval NEVER = new Interval(0, 0);

    /**
     * The span in which an event counts. Where the window itself has no end, the event counts as long as it is kept.
     *
     * @param at epoch milliseconds; a folded event's is the midnight of its day
     * @param daily whether only the day is known; rolling windows end before events fold
     */
    Interval of(Window window, long at, boolean daily) {
        long day = days.dayOf(at);
        return switch (window) {
            case Window.LastDays(var length) -> new Interval(at, days.midnight(day + length));
            case Window.LastDuration(var length) -> daily ? NEVER : new Interval(at, at + length.toMillis());
            case Window.Between(var from, var to) ->
                new Interval(days.midnight(day + to + 1), days.midnight(day + from + 1));
            case Window.Since(var date) -> day >= date.toEpochDay() ? new Interval(at, keptUntil(day)) : NEVER;
            case Window.Before(var date) -> day < date.toEpochDay() ? new Interval(at, keptUntil(day)) : NEVER;
            case Window.Ever() -> new Interval(at, keptUntil(day));
        };
    }

    /** The same for what is kept for ever. */
    Interval ofKeptForEver(Window window, long at, boolean daily) {
        var span = of(window, at, daily);
        return switch (window) {
            case Window.Since since -> unlessEmpty(span);
            case Window.Before before -> unlessEmpty(span);
            case Window.Ever ever -> unlessEmpty(span);
            case Window.LastDays bounded -> span;
            case Window.LastDuration bounded -> span;
            case Window.Between bounded -> span;
        };
    }

    /** The instant at which an event of that day is kept no longer. */
    long keptUntil(long day) {
        return days.midnight(day + Activity.KEPT_DAYS + 1);
    }

    private static Interval unlessEmpty(Interval span) {
        return span.from() < span.until() ? new Interval(span.from(), Intervals.FOR_EVER) : span;
    }
}
