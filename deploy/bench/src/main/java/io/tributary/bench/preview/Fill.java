package io.tributary.bench.preview;

import io.tributary.bench.measure.Cost;

/**
 * How people were made.
 *
 * @param profiles that came to those who were there
 * @param writing seconds until the broker had everything
 * @param seconds until the topology had committed it all and every profile and event was findable
 */
public record Fill(int profiles, long events, double writing, double seconds, Cost cost) {

    public double eventsPerSecond() {
        return events / seconds;
    }

    /** CPU milliseconds of everything but the generator. */
    public double millisPerEvent() {
        return Prices.suiteSeconds(cost) * 1_000 / events;
    }
}
