package io.tributary.segment.freshness;

import java.util.concurrent.atomic.LongAdder;

/** What a feed has done since the start: {@code read = written + superseded + duplicates + dead}. */
public final class FeedCounts {

    private final LongAdder written = new LongAdder();
    private final LongAdder superseded = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder dead = new LongAdder();

    public void wrote(long records) {
        written.add(records);
    }

    /** A newer state of the same profile was in the same batch. */
    public void superseded(long records) {
        superseded.add(records);
    }

    public void duplicate(long records) {
        duplicates.add(records);
    }

    public void died(long records) {
        dead.add(records);
    }

    public long written() {
        return written.sum();
    }

    public long superseded() {
        return superseded.sum();
    }

    public long duplicates() {
        return duplicates.sum();
    }

    public long dead() {
        return dead.sum();
    }
}
