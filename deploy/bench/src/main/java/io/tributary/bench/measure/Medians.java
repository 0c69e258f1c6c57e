package io.tributary.bench.measure;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The middle of repeated figures, which a single run that was disturbed does not move. */
public final class Medians {

    private Medians() {}

    /** The mean of the two in the middle when there is an even number; empty for none. */
    public static OptionalDouble of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int half = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
