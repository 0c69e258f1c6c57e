package io.tributary.bench.preview;

import io.tributary.bench.measure.Cost;
import io.tributary.bench.measure.Meter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What runs cost, in words and in one figure. */
final class Prices {

    private static final double WORTH_NAMING = 0.05;

    private Prices() {}

    /** CPU seconds of everything but the generator. */
    static double suiteSeconds(Cost cost) {
        return cost.cpuSeconds().entrySet().stream()
                .filter(it -> !it.getKey().equals(Meter.GENERATOR))
                .mapToDouble(it -> it.getValue())
                .sum();
    }

    /** CPU seconds by process, those left out that used next to nothing. */
    static String words(Cost cost) {
        return cost.cpuSeconds().entrySet().stream()
                .filter(it -> it.getValue() >= WORTH_NAMING)
                .map(it -> String.format(Locale.ROOT, "%s %.1f", it.getKey(), it.getValue()))
                .collect(Collectors.joining(", ", "CPU-s: ", ""));
    }

    static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
