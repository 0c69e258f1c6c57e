package io.tributary.segment.adapter.kafka;

import io.tributary.segment.freshness.SweepTimes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the running topology has left to do, by task, for gauges; safe to read at any time. */
public final class TopologyProgress {

    private final SweepTimes sweepTimes;
    private final Map<String, Long> sweepRemaining = new ConcurrentHashMap<>();
    private final Map<String, Long> timerLag = new ConcurrentHashMap<>();
    private final Map<String, Long> awaiting = new ConcurrentHashMap<>();
    private final Map<String, Long> awaitingFor = new ConcurrentHashMap<>();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder overflowing = new LongAdder();
    private final LongAdder outdatedAbsorbs = new LongAdder();

    public TopologyProgress(SweepTimes sweepTimes) {
        this.sweepTimes = sweepTimes;
    }

    /** About how many profiles are not yet judged by the newest definitions. */
    public long sweepRemaining() {
        return sweepRemaining.values().stream().mapToLong(Long::longValue).sum();
    }

    /** By how many milliseconds of suite time the oldest due timer is late. */
    public long timerLagMillis() {
        return timerLag.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Profiles that were taken apart and whose past has not come, or is still being applied. */
    public long awaiting() {
        return awaiting.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For how many milliseconds of real time the one that waits longest for its past has waited. */
    public long awaitingForMillis() {
        return awaitingFor.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Absorbed profiles that arrived after a split that had taken them out again, since the start. */
    public long outdatedAbsorbs() {
        return outdatedAbsorbs.sum();
    }

    /** Records that could not be read since the start. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Writes of profiles that a cap made forget detail, since the start. */
    public long overflowing() {
        return overflowing.sum();
    }

    void sweepRemaining(String task, long profiles) {
        var before = sweepRemaining.put(task, profiles);
        if (profiles == 0 && before != null && before > 0) {
            sweepTimes.done();
        }
    }

    void timerLag(String task, long millis) {
        timerLag.put(task, millis);
    }

    void awaiting(String task, long profiles) {
        awaiting.put(task, profiles);
    }

    void awaitingFor(String task, long millis) {
        awaitingFor.put(task, millis);
    }

    void forget(String task) {
        sweepRemaining.remove(task);
        timerLag.remove(task);
        awaiting.remove(task);
        awaitingFor.remove(task);
    }

    void countOutdatedAbsorb() {
        outdatedAbsorbs.increment();
    }

    void countUnreadable() {
        unreadable.increment();
    }

    void countOverflowing() {
        overflowing.increment();
    }
}
