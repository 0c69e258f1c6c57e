package io.tributary.bench.preview;

import io.tributary.bench.measure.Cost;

/**
 * Previews of one shape.
 *
 * @param firstMillis the very first one of this shape, which is not among the measured ones; 0 when there was none
 * @param count median of the people found
 * @param judged median of the people who were decided one by one
 * @param cost of all measured ones
 */
public record ShapeResult(
        Shape shape, double firstMillis, int repeats, Spread latency, double count, double judged, Cost cost) {

    /** CPU milliseconds of one preview, without the generator. */
    public double cpuMillis() {
        return Prices.suiteSeconds(cost) * 1_000 / repeats;
    }
}
