package io.tributary.segment.adapter.elasticsearch;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tributary.segment.feature.Activity;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The whole seconds that a window covers at an instant, both ends inclusive. Nothing lies after the instant.
 *
 * @param from {@link Long#MIN_VALUE} for no bound
 */
record TimeRange(long from, long until) {

    /** For what is kept 400 days: an older entry counts no longer, even where it was not folded away yet. */
    static TimeRange of(Window window, Instant now, ZoneId zone) {
        var range = ofKeptForEver(window, now, zone);
        var days = new Days(zone);
        long kept = seconds(days.midnight(days.dayOf(now.toEpochMilli()) - Activity.KEPT_DAYS));
        return switch (window) {
            case Window.Since _, Window.Before _, Window.Ever _ ->
                new TimeRange(Math.max(range.from(), kept), range.until());
            case Window.LastDays _, Window.LastDuration _, Window.Between _ -> range;
        };
    }

    /** For what is kept for ever. */
    static TimeRange ofKeptForEver(Window window, Instant now, ZoneId zone) {
        var days = new Days(zone);
        long nowMillis = now.toEpochMilli();
        long today = days.dayOf(nowMillis);
        long nowSeconds = Math.floorDiv(nowMillis, 1000L);
        return switch (window) {
            case Window.LastDays(var count) -> new TimeRange(seconds(days.midnight(today - count + 1)), nowSeconds);
            // An event counts until just before its second plus the length: t + W > now.
            case Window.LastDuration(var length) ->
                new TimeRange(Math.floorDiv(nowMillis - length.toMillis(), 1000L) + 1, nowSeconds);
            case Window.Between(var from, var to) ->
                new TimeRange(
                        seconds(days.midnight(today - from)),
                        Math.min(seconds(days.midnight(today - to)) - 1, nowSeconds));
            case Window.Since(var date) -> new TimeRange(seconds(midnight(days, date)), nowSeconds);
            case Window.Before(var date) ->
                new TimeRange(Long.MIN_VALUE, Math.min(seconds(midnight(days, date)) - 1, nowSeconds));
            case Window.Ever() -> new TimeRange(Long.MIN_VALUE, nowSeconds);
        };
    }

    Query of(String field) {
        return Query.of(it -> it.range(range -> range.number(numbers -> {
            numbers.field(field).lte((double) until);
            return from == Long.MIN_VALUE ? numbers : numbers.gte((double) from);
        })));
    }

    private static long midnight(Days days, LocalDate date) {
        return days.midnight(date.toEpochDay());
    }

    private static long seconds(long millis) {
        return Math.floorDiv(millis, 1000L);
    }
}
