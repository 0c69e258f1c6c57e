package io.tributary.segment.backtest;

import java.util.concurrent.atomic.LongAdder;

/** How back-tests ended since the start, and how many wishes for one were refused. */
public final class BacktestCounts {

    private final LongAdder finished = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void countFinished() {
        finished.increment();
    }

    void countStopped() {
        stopped.increment();
    }

    void countRefused() {
        refused.increment();
    }

    public long finished() {
        return finished.sum();
    }

    /** Too many people would have had to be decided one by one, or the rule came to mean something else. */
    public long stopped() {
        return stopped.sum();
    }

    /** Too many of the tenant's had not ended. */
    public long refused() {
        return refused.sum();
    }
}
