package io.tributary.segment.freshness;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far changes of definitions have come in this process: decided by the registry, announced on a topic, heard by the
 * topology, and everybody judged by them. Safe for any thread; times are real.
 */
public final class DefinitionChanges {

    private final InstantSource realClock;
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong announced = new AtomicLong();
    // The offset of the newest record, by topic and partition: a few entries.
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private volatile Instant judgedAt = Instant.EPOCH;

    public DefinitionChanges(InstantSource realClock) {
        this.realClock = realClock;
    }

    /** The registry has changed a definition that the engines must hear of. */
    public void decide() {
        decided.incrementAndGet();
    }

    /** How many changes were decided so far: what an announcer that begins now will tell. */
    public long decided() {
        return decided.get();
    }

    /** A record of a definition lies at that offset. */
    public void sent(String topic, int partition, long offset) {
        sent.merge(place(topic, partition), offset, Math::max);
    }

    /** So many changes have been told; what was sent for them has been said before. */
    public void announced(long changes) {
        announced.accumulateAndGet(changes, Math::max);
    }

    /** The topology works by the record at that offset. */
    public void heard(String topic, int partition, long offset) {
        heard.merge(place(topic, partition), offset, Math::max);
    }

    /** Everybody whom a task keeps was judged by what the topology had heard, and that is committed. */
    public void judged() {
        judgedAt = realClock.instant();
    }

    /** Whether the topology has not heard of some change yet. */
    boolean areOnTheirWay() {
        return announced.get() < decided.get()
                || sent.entrySet().stream().anyMatch(it -> heard.getOrDefault(it.getKey(), -1L) < it.getValue());
    }

    Instant judgedAt() {
        return judgedAt;
    }

    private static String place(String topic, int partition) {
        return topic + '/' + partition;
    }
}
