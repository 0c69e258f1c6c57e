package io.tributary.bench.load;

/** When each request is to leave: evenly spaced from the start, whatever becomes of the requests before it. */
public record Timetable(long startNanos, double perSecond) {

    private static final double NANOS = 1e9;

    public Timetable {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a timetable needs more than 0 requests a second");
        }
    }

    /** When the request of that number (from 0) is to leave, on the clock of {@link System#nanoTime}. */
    public long intended(long number) {
        return startNanos + (long) (number * NANOS / perSecond);
    }

    public boolean isDue(long number, long nowNanos) {
        return nowNanos - intended(number) >= 0;
    }
}
