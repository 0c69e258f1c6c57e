package io.tributary.segment.freshness;

import java.util.concurrent.atomic.LongAdder;

/** What was done since the start for people who were taken apart. */
public final class PastCounts {

    private final LongAdder sent = new LongAdder();
    private final LongAdder unidentified = new LongAdder();
    private final LongAdder reassigned = new LongAdder();
    private final LongAdder buried = new LongAdder();

    /** Events of pasts, and how many of them name no identifier and so stayed with whom they were under. */
    public void sent(long events, long withoutIdentifier) {
        sent.add(events);
        unidentified.add(withoutIdentifier);
    }

    /** Messages that went elsewhere than the index had been told. */
    public void reassigned(long messages) {
        reassigned.add(messages);
    }

    /** A command that nobody can read, or a past that cannot be sent. */
    public void buried() {
        buried.increment();
    }

    public long sent() {
        return sent.sum();
    }

    public long unidentified() {
        return unidentified.sum();
    }

    public long reassigned() {
        return reassigned.sum();
    }

    public long dead() {
        return buried.sum();
    }
}
