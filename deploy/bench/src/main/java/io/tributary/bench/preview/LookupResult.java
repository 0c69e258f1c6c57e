package io.tributary.bench.preview;

import io.tributary.bench.measure.Cost;

/**
 * Lookups, each connection asking again as soon as it has its answer.
 *
 * @param members share of the lookups that found somebody who is in a segment
 */
public record LookupResult(
        int connections, long requests, double perSecond, Spread latency, double members, Cost cost) {

    /** CPU milliseconds of one lookup, without the generator. */
    public double cpuMillis() {
        return Prices.suiteSeconds(cost) * 1_000 / requests;
    }
}
