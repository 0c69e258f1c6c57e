package io.tributary.bench.suite;

import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;

/**
 * Events sent as fast as the door takes them, and then worked off without any load: what the stages behind the door can do
 * when they have the machine to themselves.
 *
 * @param events how many
 * @param passedMeanwhile by stage, while they were sent
 * @param cost of all of it, from the first event until everything was worked off
 */
public record Backlog(long events, LoadResult load, StageCounts passedMeanwhile, Drain drain, Cost cost) {

    /** Rates in events a second, from the last send until the stage had passed everything; NaN when it did not. */
    public record Rates(double door, double resolved, double segmented, double stored) {}

    public Rates rates() {
        return new Rates(
                events / load.seconds(),
                rate(passedMeanwhile.resolved(), drain.resolved()),
                rate(passedMeanwhile.segmented(), drain.segmented()),
                rate(passedMeanwhile.stored(), drain.stored()));
    }

    private double rate(long passed, double seconds) {
        return (events - passed) / seconds;
    }
}
