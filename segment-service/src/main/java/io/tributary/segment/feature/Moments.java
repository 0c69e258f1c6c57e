package io.tributary.segment.feature;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Seconds since the epoch, rising, each once. Immutable. */
public final class Moments {

    /** None, or none that are known any more. */
    public static final Moments NONE = new Moments(new long[0]);

    private final long[] seconds;

    private Moments(long[] seconds) {
        this.seconds = seconds;
    }

    static Moments at(long second) {
        return new Moments(new long[] {second});
    }

    /** @param seconds rising, each once; not changed any more */
    static Moments of(long[] seconds) {
        return seconds.length == 0 ? NONE : new Moments(seconds);
    }

    Moments with(Moments others) {
        if (others.seconds.length == 0) {
            return this;
        }
        return seconds.length == 0
                ? others
                : new Moments(LongStream.concat(stream(), others.stream())
                        .sorted()
                        .distinct()
                        .toArray());
    }

    public int size() {
        return seconds.length;
    }

    public LongStream stream() {
        return Arrays.stream(seconds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moments moments && Arrays.equals(seconds, moments.seconds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seconds);
    }

    @Override
    public String toString() {
        return Arrays.toString(seconds);
    }
}
