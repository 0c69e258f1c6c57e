package io.tributary.segment.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar days of a zone as epoch days. Midnight is a day's first instant, which a clock change may put at one in
 * the morning; a day that the zone skipped begins where the next one does.
 */
public record Days(ZoneId zone) {

    /** Seconds of a day, months of which have other lengths only where the clock changes. */
    private static final long SECONDS = 86_400;

    /** The day that an instant in epoch milliseconds belongs to. */
    public long dayOf(long instant) {
        long seconds = Math.floorDiv(instant, 1000L);
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
        return Math.floorDiv(seconds + offset, SECONDS);
    }

    /** The first instant of a day, in epoch milliseconds. */
    public long midnight(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() * 1000L;
    }
}
