package io.tributary.ingestion.violation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often something was done against a plan.
 *
 * @param firstSeen suite time
 * @param lastSeen suite time
 * @param samples the newest first, at most {@link #MAX_SAMPLES}; none of what is only counted
 */
public record Violation(ViolationKey key, long count, Instant firstSeen, Instant lastSeen, List<Sample> samples) {

    public static final int MAX_SAMPLES = 5;

    /**
     * One event that did it: where to look, and of what JSON type the value was. The value itself is in the event or in its
     * bad row, where erasure finds it.
     *
     * @param messageId empty when the client gave the event none
     */
    public record Sample(String messageId, Instant seenAt, String found) {}

    public Violation {
        samples = List.copyOf(samples);
    }

    /** Both counts in one; the other is the later one. */
    public Violation plus(Violation later) {
        var both = new ArrayList<>(later.samples);
        both.addAll(samples);
        return new Violation(
                key,
                count + later.count,
                firstSeen.isBefore(later.firstSeen) ? firstSeen : later.firstSeen,
                lastSeen.isAfter(later.lastSeen) ? lastSeen : later.lastSeen,
                both.subList(0, Math.min(MAX_SAMPLES, both.size())));
    }
}
