package io.tributary.segment.interval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable set of instants as disjoint, non-touching, rising intervals {@code [from, until)} of epoch milliseconds.
 * {@link #FROM_EVER} and {@link #FOR_EVER} stand for no bound.
 */
public final class Intervals {

    /** The lower end of an interval that has none. */
    public static final long FROM_EVER = Long.MIN_VALUE;

    /** The upper end of an interval that has none. */
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Every instant. */
    public static final Intervals ALWAYS = new Intervals(new long[] {FROM_EVER, FOR_EVER});

    /** No instant. */
    public static final Intervals NEVER = new Intervals(new long[0]);

    /** One stretch of time, {@code [from, until)}. */
    public record Interval(long from, long until) {}

    // Pairs of from and until, strictly rising: the truth flips at each element.
    private final long[] bounds;

    private Intervals(long[] bounds) {
        this.bounds = bounds;
    }

    /** All or nothing. */
    public static Intervals when(boolean truth) {
        return truth ? ALWAYS : NEVER;
    }

    /** {@code [from, until)}; nothing when it is empty. */
    public static Intervals between(long from, long until) {
        return from < until ? new Intervals(new long[] {from, until}) : NEVER;
    }

    /** From an instant on. */
    public static Intervals from(long from) {
        return between(from, FOR_EVER);
    }

    /** The union of intervals in any order, overlapping or not. */
    public static Intervals union(List<Interval> parts) {
        var sorted = new ArrayList<>(parts);
        sorted.sort((left, right) -> Long.compare(left.from(), right.from()));
        var builder = new Builder();
        for (var part : sorted) {
            builder.add(part.from(), part.until());
        }
        return builder.build();
    }

    public Intervals and(Intervals other) {
        if (equals(ALWAYS) || other.equals(NEVER)) {
            return other;
        }
        if (other.equals(ALWAYS) || equals(NEVER)) {
            return this;
        }
        var builder = new Builder();
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length && theirs < other.bounds.length) {
            builder.add(
                    Math.max(bounds[mine], other.bounds[theirs]), Math.min(bounds[mine + 1], other.bounds[theirs + 1]));
            if (bounds[mine + 1] < other.bounds[theirs + 1]) {
                mine += 2;
            } else {
                theirs += 2;
            }
        }
        return builder.build();
    }

    public Intervals or(Intervals other) {
        return not().and(other.not()).not();
    }

    public Intervals not() {
        if (bounds.length == 0) {
            return ALWAYS;
        }
        var builder = new Builder();
        long from = FROM_EVER;
        for (int i = 0; i < bounds.length; i += 2) {
            builder.add(from, bounds[i]);
            from = bounds[i + 1];
        }
        builder.add(from, FOR_EVER);
        return builder.build();
    }

    /** Whether the instant lies in the set. */
    public boolean contains(long instant) {
        return floor(instant) % 2 == 0;
    }

    /** The first bound after the instant, where the truth flips; {@link #FOR_EVER} when none is left. */
    public long nextBound(long instant) {
        int next = floor(instant) + 1;
        return next < bounds.length ? bounds[next] : FOR_EVER;
    }

    /** The bound from which the truth at the instant has held; {@link #FROM_EVER} when it always has. */
    public long since(long instant) {
        int floor = floor(instant);
        return floor >= 0 ? bounds[floor] : FROM_EVER;
    }

    /** The intervals in rising order. */
    public List<Interval> list() {
        var list = new ArrayList<Interval>(bounds.length / 2);
        for (int i = 0; i < bounds.length; i += 2) {
            list.add(new Interval(bounds[i], bounds[i + 1]));
        }
        return list;
    }

    /** The index of the last bound at or before the instant, -1 when there is none: even inside, odd outside. */
    private int floor(long instant) {
        int found = Arrays.binarySearch(bounds, instant);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return list().toString();
    }

    /** Collects intervals that rise by their lower end; touching and overlapping ones become one. */
    public static final class Builder {
        private long[] bounds = new long[8];
        private int size;

        public Builder add(long from, long until) {
            if (from >= until) {
                return this;
            }
            if (size > 0 && from <= bounds[size - 1]) {
                bounds[size - 1] = Math.max(bounds[size - 1], until);
                return this;
            }
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, size * 2);
            }
            bounds[size++] = from;
            bounds[size++] = until;
            return this;
        }

        public Intervals build() {
            if (size == 0) {
                return NEVER;
            }
            return size == 2 && bounds[0] == FROM_EVER && bounds[1] == FOR_EVER
                    ? ALWAYS
                    : new Intervals(Arrays.copyOf(bounds, size));
        }
    }
}
