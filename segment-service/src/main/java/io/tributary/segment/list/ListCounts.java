package io.tributary.segment.list;

import java.util.concurrent.atomic.LongAdder;

/** What uploads came to since the start. */
public final class ListCounts {

    private final LongAdder taken = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder invalid = new LongAdder();

    void countTaken(long invalidCells) {
        taken.increment();
        invalid.add(invalidCells);
    }

    void countRefused() {
        refused.increment();
    }

    /** Uploads that a list was changed by. */
    public long taken() {
        return taken.sum();
    }

    /** Uploads that were no list, or that a limit kept out. */
    public long refused() {
        return refused.sum();
    }

    /** Cells that hold no identifier, in uploads that were taken. */
    public long invalid() {
        return invalid.sum();
    }
}
