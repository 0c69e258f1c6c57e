package io.tributary.segment.explain;

import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Window;
import java.util.List;

/** The second at which steps begin, in epoch seconds: the first whole one that is still to come at an instant. */
record Beginning(long second, Days days) {

    static Beginning after(long millis, Days days) {
        return new Beginning(Math.floorDiv(millis, 1000L) + 1, days);
    }

    /** At an instant that is a whole second, or the next one. */
    static Beginning at(long millis, Days days) {
        return new Beginning(Math.ceilDiv(millis, 1000L), days);
    }

    /** When something that happens then first lies in a window, in epoch milliseconds. */
    long countsFrom(Window window) {
        return window instanceof Window.Between(var from, var to)
                ? days.midnight(days.dayOf(second * 1000) + to + 1)
                : second * 1000;
    }

    long secondOf(Step.Happens event) {
        long first =
                event.daysLater() == 0 ? second : days.midnight(days.dayOf(second * 1000) + event.daysLater()) / 1000;
        return first + event.secondsLater();
    }

    /** When the last of the steps is done, in epoch milliseconds. */
    long endOf(List<Step> steps) {
        long last = second;
        for (var step : steps) {
            if (step instanceof Step.Happens event) {
                last = Math.max(last, secondOf(event));
            }
        }
        return last * 1000;
    }
}
