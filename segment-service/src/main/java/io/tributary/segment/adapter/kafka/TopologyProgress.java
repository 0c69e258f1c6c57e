package io.tributary.segment.adapter.kafka;

import io.tributary.segment.freshness.DefinitionChanges;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * How far the running topology has come, by task: with definitions, which tasks go by, and with what is left to do, for
 * gauges. Safe to read at any time.
 */
public final class TopologyProgress {

    private static final long NEVER = Long.MIN_VALUE;

    private final DefinitionChanges changes;
    private final AtomicLong revision = new AtomicLong();
    private final Map<String, Long> judged = new ConcurrentHashMap<>();
    private final Map<String, Long> sweepRemaining = new ConcurrentHashMap<>();
    private final Map<String, Long> timerLag = new ConcurrentHashMap<>();
    private final Map<String, Long> awaiting = new ConcurrentHashMap<>();
    private final Map<String, Long> awaitingFor = new ConcurrentHashMap<>();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder overflowing = new LongAdder();
    private final LongAdder outdatedAbsorbs = new LongAdder();

    public TopologyProgress(DefinitionChanges changes) {
        this.changes = changes;
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

    /** How many tasks this process has. */
    int tasks() {
        return judged.size();
    }

    /** Names what is known of definitions now; rises with each record of one. */
    long revision() {
        return revision.get();
    }

    void definitionsChanged() {
        revision.incrementAndGet();
    }

    void heard(RecordMetadata record) {
        changes.heard(record.topic(), record.partition(), record.offset());
    }

    /** Whether some task of this process may keep somebody who was not judged by what is known now, or not for good. */
    public boolean isJudging() {
        long newest = revision.get();
        return judged.values().stream().anyMatch(it -> it < newest);
    }

    void begin(String task) {
        judged.put(task, NEVER);
    }

    /** Everybody was judged by that revision, and it is committed. */
    void judged(String task, long byRevision) {
        if (judged.getOrDefault(task, NEVER) < byRevision) {
            // Before it is said, so that nobody sees neither.
            changes.judged();
            judged.put(task, byRevision);
        }
    }

    void sweepRemaining(String task, long profiles) {
        sweepRemaining.put(task, profiles);
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
        judged.remove(task);
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
