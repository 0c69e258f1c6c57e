package io.tributary.activation.audience;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sum of a run: {@code selected = delivered + rejected + suppressed + unreachable + pending + parked}. Counts that
 * break the law cannot be made.
 *
 * @param added rows that entered the destination
 * @param removed rows that left it
 * @param reasons how many people each reason held back
 */
public record RunCounts(
        long selected,
        long delivered,
        long rejected,
        long suppressed,
        long unreachable,
        long pending,
        long parked,
        long added,
        long removed,
        Map<String, Long> reasons) {

    public RunCounts {
        if (selected != delivered + rejected + suppressed + unreachable + pending + parked) {
            throw new IllegalArgumentException("the counts of a run do not add up");
        }
        reasons = Map.copyOf(reasons);
    }

    public static RunCounts none() {
        return new RunCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of());
    }

    public RunCounts plus(RunCounts other) {
        var sum = new TreeMap<>(reasons);
        other.reasons.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new RunCounts(
                selected + other.selected,
                delivered + other.delivered,
                rejected + other.rejected,
                suppressed + other.suppressed,
                unreachable + other.unreachable,
                pending + other.pending,
                parked + other.parked,
                added + other.added,
                removed + other.removed,
                sum);
    }

    static RunCounts of(Collection<RowOutcome> outcomes, long added, long removed) {
        var by = new EnumMap<RowStanding, Long>(RowStanding.class);
        var reasons = new TreeMap<String, Long>();
        for (var outcome : outcomes) {
            by.merge(outcome.standing(), 1L, Long::sum);
            if (!outcome.reason().isEmpty()) {
                reasons.merge(outcome.reason(), 1L, Long::sum);
            }
        }
        return new RunCounts(
                outcomes.size(),
                by.getOrDefault(RowStanding.DELIVERED, 0L),
                by.getOrDefault(RowStanding.REJECTED, 0L),
                by.getOrDefault(RowStanding.SUPPRESSED, 0L),
                by.getOrDefault(RowStanding.UNREACHABLE, 0L),
                by.getOrDefault(RowStanding.PENDING, 0L),
                by.getOrDefault(RowStanding.PARKED, 0L),
                added,
                removed,
                reasons);
    }
}
