package io.tributary.segment.interval;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The calendar days of a zone as epoch days. Midnight is a day's first instant, which a clock change may put at one in
 * the morning; a day that the zone skipped begins where the next one does. Equal for equal zones; safe for use by many
 * threads.
 */
public final class Days {

    /** Seconds of a day, months of which have other lengths only where the clock changes. */
    private static final long SECONDS = 86_400;

    private final ZoneId zone;

    // Where the last question lay: the next one mostly lies there too. Threads may replace each other's.
    private Steady last = new Steady(0, 0, 0);

    public Days(ZoneId zone) {
        this.zone = zone;
    }

    /** A stretch {@code [from, until)} of epoch seconds in which no clock changes, with its offset in seconds. */
    private record Steady(long from, long until, int offset) {

        boolean holds(long seconds) {
            return from <= seconds && seconds < until;
        }

        /** Whether the day that begins then has no other first instant: then no clock changed on the day before it either. */
        boolean holdsWhole(long midnight) {
            return from <= midnight - SECONDS && midnight < until;
        }
    }

    public ZoneId zone() {
        return zone;
    }

    /** The day that an instant in epoch milliseconds belongs to. */
    public long dayOf(long instant) {
        long seconds = Math.floorDiv(instant, 1000L);
        return Math.floorDiv(seconds + steadyAt(seconds).offset, SECONDS);
    }

    /** The first instant of a day, in epoch milliseconds. */
    public long midnight(long day) {
        var steady = steadyAt(day * SECONDS);
        long midnight = day * SECONDS - steady.offset;
        return steady.holdsWhole(midnight)
                ? midnight * 1000L
                : LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() * 1000L;
    }

    private Steady steadyAt(long seconds) {
        var known = last;
        if (known.holds(seconds)) {
            return known;
        }
        var found = find(seconds);
        last = found;
        return found;
    }

    private Steady find(long seconds) {
        var rules = zone.getRules();
        var instant = Instant.ofEpochSecond(seconds);
        var before = rules.previousTransition(instant.plusSeconds(1));
        var after = rules.nextTransition(instant);
        return new Steady(
                before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                rules.getOffset(instant).getTotalSeconds());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Days that && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return zone.hashCode();
    }

    @Override
    public String toString() {
        return "Days of " + zone;
    }
}
