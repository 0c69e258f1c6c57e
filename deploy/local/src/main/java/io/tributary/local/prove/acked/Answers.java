package io.tributary.local.prove.acked;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the clients were answered, by status. Thread-safe. */
final class Answers {

    private static final String NONE = "none";

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile @Nullable Recovery watched;

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
    Recovery watch() {
        var recovery = new Recovery(System.nanoTime());
        watched = recovery;
        return recovery;
    }

    /** Answers by status; {@code none} are requests without an answer. */
    Map<String, Long> byStatus() {
        var sums = new TreeMap<String, Long>();
        counts.forEach((status, count) -> sums.put(status, count.sum()));
        return sums;
    }
}
