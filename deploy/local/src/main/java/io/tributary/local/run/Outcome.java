package io.tributary.local.run;

import io.tributary.local.watch.Counts;
import java.util.List;
import java.util.Map;

/** What came out of a run, as the public API and the doubles tell it. */
public record Outcome(
        Counts counts,
        long people,
        List<Segment> segments,
        List<Audience> audiences,
        List<Destination> destinations,
        Map<String, Long> lags) {

    /** {@code size} is the number of members; {@code reach} by channel. */
    public record Segment(String key, long size, Map<String, Long> reach) {}

    /** {@code added} and {@code removed} rise for ever, the rest is of now; {@code balanced} is the law of each run. */
    public record Audience(
            String key,
            long members,
            long added,
            long removed,
            long suppressed,
            long pending,
            long parked,
            boolean balanced) {}

    /** What the receiving double counts in the set of one audience. */
    public record Destination(String key, String kind, long members) {}

    /** Everything adds up and nothing is left to do. */
    public boolean balanced() {
        return counts.balanced()
                && lags.isEmpty()
                && audiences.stream().allMatch(it -> it.balanced() && it.pending() == 0 && it.parked() == 0);
    }

    /** What people see at the end; equal tables mean equal runs, whatever was delivered twice on the way. */
    public record Table(
            long sent, long accepted, long refused, long people, Map<String, Long> sizes, Map<String, Long> members) {}

    public Table table() {
        return new Table(
                counts.sent(),
                counts.accepted(),
                counts.refused(),
                people,
                sorted(segments, Segment::key, Segment::size),
                sorted(destinations, Destination::key, Destination::members));
    }

    private static <T> Map<String, Long> sorted(
            List<T> rows, java.util.function.Function<T, String> key, java.util.function.ToLongFunction<T> value) {
        var sorted = new java.util.TreeMap<String, Long>();
        rows.forEach(it -> sorted.put(key.apply(it), value.applyAsLong(it)));
        return sorted;
    }
}
