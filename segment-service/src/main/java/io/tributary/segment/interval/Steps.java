package io.tributary.segment.interval;

import java.util.Arrays;

/**
 * A number that changes at instants and stands still between them: an immutable function of time. Where there is no number,
 * it is not a number.
 */
public final class Steps {

    // Each value holds from its bound (epoch milliseconds) to the next one; the first from ever.
    private final long[] bounds;
    private final double[] values;

    private Steps(long[] bounds, double[] values) {
        this.bounds = bounds;
        this.values = values;
    }

    /** The number at an instant; not a number where there is none. */
    public double at(long instant) {
        return values[index(instant)];
    }

    /** The instant from which the number has been what it is; {@link Intervals#FROM_EVER} when it always has. */
    public long since(long instant) {
        return bounds[index(instant)];
    }

    /** The first instant after this one at which the number is another; {@link Intervals#FOR_EVER} when none is left. */
    public long nextBound(long instant) {
        int next = index(instant) + 1;
        return next < bounds.length ? bounds[next] : Intervals.FOR_EVER;
    }

    private int index(long instant) {
        int found = Arrays.binarySearch(bounds, instant);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < bounds.length; i++) {
            text.append(i == 0 ? "" : ", ").append(values[i]).append(" from ").append(bounds[i]);
        }
        return text.toString();
    }

    /** Collects a number over stretches of time that follow each other without gaps, from ever on. */
    public static final class Builder {
        private long[] bounds = new long[8];
        private double[] values = new double[8];
        private int size;

        /** The number from this instant to the next one that is added. */
        public Builder add(long from, double value) {
            if (size > 0 && Double.compare(values[size - 1], value) == 0) {
                return this;
            }
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            bounds[size] = size == 0 ? Intervals.FROM_EVER : from;
            values[size++] = value;
            return this;
        }

        public Steps build() {
            if (size == 0) {
                add(Intervals.FROM_EVER, Double.NaN);
            }
            return new Steps(Arrays.copyOf(bounds, size), Arrays.copyOf(values, size));
        }
    }
}
