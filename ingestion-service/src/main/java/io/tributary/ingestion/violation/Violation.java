package io.tributary.ingestion.violation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * @param badRowId the bad row that the event became, as long as it is kept; null for an event that was accepted
     */
    public record Sample(
            String messageId,
            Instant seenAt,
            String found,
            @Nullable String badRowId) {

        /** The same sample with that bad row. */
        public Sample leadingTo(@Nullable String badRow) {
            return new Sample(messageId, seenAt, found, badRow);
        }
    }

    public Violation {
        samples = List.copyOf(samples);
    }

    /** The same count with these samples. */
    public Violation with(List<Sample> other) {
        return new Violation(key, count, firstSeen, lastSeen, other);
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
