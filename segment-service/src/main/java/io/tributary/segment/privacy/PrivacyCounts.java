package io.tributary.segment.privacy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of stages since the start, for gauges; safe to read at any time. */
public final class PrivacyCounts {

    /** How a stage ended. */
    public enum Outcome {
        DONE,
        FAILED
    }

    private record Ended(PersonRequest.Stage stage, Outcome outcome) {}

    private final Map<Ended, LongAdder> ended = new ConcurrentHashMap<>();
    private final LongAdder partial = new LongAdder();
    private final LongAdder buried = new LongAdder();
    private final LongAdder kept = new LongAdder();

    public long of(PersonRequest.Stage stage, Outcome outcome) {
        var count = ended.get(new Ended(stage, outcome));
        return count == null ? 0 : count.sum();
    }

    /** Searches and collections that a limit ended. */
    public long partial() {
        return partial.sum();
    }

    /** Requests that nobody can read. */
    public long buried() {
        return buried.sum();
    }

    /** Events of erased people that were not indexed. */
    public long keptOut() {
        return kept.sum();
    }

    public void ended(PersonRequest.Stage stage, Outcome outcome) {
        ended.computeIfAbsent(new Ended(stage, outcome), it -> new LongAdder()).increment();
    }

    public void countPartial() {
        partial.increment();
    }

    public void countBuried() {
        buried.increment();
    }

    public void countKeptOut(long events) {
        kept.add(events);
    }
}
