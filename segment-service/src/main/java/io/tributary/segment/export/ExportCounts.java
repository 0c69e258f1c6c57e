package io.tributary.segment.export;

import java.util.concurrent.atomic.LongAdder;

/** What exports came to since the start, and which limits ended some. */
public final class ExportCounts {

    private final LongAdder finished = new LongAdder();
    private final LongAdder truncated = new LongAdder();
    private final LongAdder restarted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder valuesLeftOut = new LongAdder();

    void countFinished(ExportReport report) {
        finished.increment();
        valuesLeftOut.add(report.valuesLeftOut());
        if (report.rowsLeftOut() > 0) {
            truncated.increment();
        }
    }

    void countRestarted() {
        restarted.increment();
    }

    void countRefused() {
        refused.increment();
    }

    public long finished() {
        return finished.sum();
    }

    public long truncated() {
        return truncated.sum();
    }

    public long restarted() {
        return restarted.sum();
    }

    public long refused() {
        return refused.sum();
    }

    public long valuesLeftOut() {
        return valuesLeftOut.sum();
    }
}
