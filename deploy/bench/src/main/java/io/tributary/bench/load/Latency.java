package io.tributary.bench.load;

import org.HdrHistogram.Histogram;

/** Milliseconds from the intended time of sending to the answer. */
public record Latency(double p50, double p90, double p99, double p999, double max) {

    private static final double MICROS_PER_MILLI = 1e3;

    /** Of a histogram of microseconds. */
    public static Latency of(Histogram micros) {
        return new Latency(
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
