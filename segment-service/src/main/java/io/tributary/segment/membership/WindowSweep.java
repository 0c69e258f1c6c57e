package io.tributary.segment.membership;

import io.tributary.segment.feature.Entry;
import io.tributary.segment.interval.Intervals;

/**
 * A window that moves over entries: says what a gauge over those that lie in it reads. Entries are added rising by time, so the
 * instants at which they come and go rise as well, but for the few that a clock change at midnight turns round.
 */
final class WindowSweep {

    private final Edges coming;
    private final Edges going;

    WindowSweep(int most) {
        this.coming = new Edges(most);
        this.going = new Edges(most);
    }

    /** Instants in rising order, each with its entry. */
    private static final class Edges {
        private final long[] at;
        private final Entry[] entries;
        private int size;

        Edges(int most) {
            this.at = new long[most];
            this.entries = new Entry[most];
        }

        void add(long instant, Entry entry) {
            int place = size++;
            for (; place > 0 && at[place - 1] > instant; place--) {
                at[place] = at[place - 1];
                entries[place] = entries[place - 1];
            }
            at[place] = instant;
            entries[place] = entry;
        }

        long at(int index) {
            return index < size ? at[index] : Intervals.FOR_EVER;
        }
    }

    /** The entry lies in the window in {@code [from, until)}; never when that is empty. */
    void add(long from, long until, Entry entry) {
        if (from < until) {
            coming.add(from, entry);
            going.add(until, entry);
        }
    }

    /** Takes the value of a gauge from one instant to another, stretch behind stretch. */
    @FunctionalInterface
    interface Stretches {
        void take(long from, long until, double value);
    }

    /** Gives the gauge's value over all of time. */
    void over(Gauge gauge, Stretches stretches) {
        long from = Intervals.FROM_EVER;
        int come = 0;
        int gone = 0;
        while (come < coming.size || gone < going.size) {
            long at = Math.min(coming.at(come), going.at(gone));
            stretches.take(from, at, gauge.value());
            for (; come < coming.size && coming.at[come] == at; come++) {
                gauge.add(coming.entries[come]);
            }
            for (; gone < going.size && going.at[gone] == at; gone++) {
                gauge.remove(going.entries[gone]);
            }
            from = at;
        }
        stretches.take(from, Intervals.FOR_EVER, gauge.value());
    }
}
