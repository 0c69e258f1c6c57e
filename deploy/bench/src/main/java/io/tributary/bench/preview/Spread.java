package io.tributary.bench.preview;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Milliseconds from sending a request until its whole answer is there. */
public record Spread(double p50, double p95, double p99, double max) {

    private static final double MICROS_PER_MILLI = 1e3;

    /** Of a histogram of microseconds. */
    static Spread of(Histogram micros) {
        return new Spread(at(micros, 50), at(micros, 95), at(micros, 99), micros.getMaxValue() / MICROS_PER_MILLI);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f, p95 %.1f, p99 %.1f, max %.1f ms", p50, p95, p99, max);
    }
}
