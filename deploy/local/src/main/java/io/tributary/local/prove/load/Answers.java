package io.tributary.local.prove.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the clients were answered, by status. Thread-safe. */
public final class Answers {

    private static final String NONE = "none";

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile @Nullable Recovery watched;
    private Map<String, Long> told = Map.of();

    void came(int status) {
        add(Integer.toString(status));
    }

    /** No answer: the connection broke, or nothing came in time. */
    void lost() {
        add(NONE);
    }

    private void add(String what) {
        counts.computeIfAbsent(what, it -> new LongAdder()).increment();
    }

    void accepted(long sentAt) {
        var recovery = watched;
        if (recovery != null) {
            recovery.accepted(sentAt, System.nanoTime());
        }
    }

    /** Watches for the first request that is sent from now on and accepted. */
    public Recovery watch() {
        var recovery = new Recovery(System.nanoTime());
        watched = recovery;
        return recovery;
    }

    /** The same since the last call of this method; statuses that did not come are left out. */
    public synchronized Map<String, Long> sinceLast() {
        var now = byStatus();
        var since = new TreeMap<String, Long>();
        now.forEach((status, count) -> {
            long more = count - told.getOrDefault(status, 0L);
            if (more > 0) {
                since.put(status, more);
            }
        });
        told = now;
        return since;
    }

    /** Answers by status; {@code none} are requests without an answer. */
    public Map<String, Long> byStatus() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }
}
