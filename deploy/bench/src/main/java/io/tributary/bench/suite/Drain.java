package io.tributary.bench.suite;

import java.util.concurrent.TimeUnit;

/**
 * How long after the last event each stage had passed everything, in seconds; NaN for one that had not in the time that
 * is waited.
 */
public record Drain(double resolved, double segmented, double stored) {

    private static final long LOOK_MILLIS = 100;

    public boolean isComplete() {
        return !Double.isNaN(resolved) && !Double.isNaN(segmented) && !Double.isNaN(stored);
    }

    /** Waits until everything that was accepted has passed every stage, or the time is over. */
    static Drain await(Stages stages, long withinNanos) throws InterruptedException {
        long start = System.nanoTime();
        var drain = new Drain(Double.NaN, Double.NaN, Double.NaN);
        while (!drain.isComplete() && System.nanoTime() - start < withinNanos) {
            drain = drain.with(stages.counts(), (System.nanoTime() - start) / 1e9);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return drain;
    }

    Drain with(StageCounts now, double seconds) {
        return new Drain(
                first(resolved, now.resolved() >= now.accepted(), seconds),
                first(segmented, now.segmented() >= now.accepted(), seconds),
                first(stored, now.stored() >= now.accepted(), seconds));
    }

    private static double first(double known, boolean passed, double seconds) {
        return Double.isNaN(known) && passed ? seconds : known;
    }
}
