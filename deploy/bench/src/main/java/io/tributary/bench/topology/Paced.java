package io.tributary.bench.topology;

import io.tributary.bench.load.Latency;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;

/**
 * Events on a timetable.
 *
 * @param late events that left more than 5 ms after their time
 * @param latency from the intended time of sending to each committed membership in a consumer's hands
 */
public record Paced(double rate, long events, long late, Latency latency, long memberships, Cost cost) {

    /** Whether the timetable was kept well enough for the latencies to mean something. */
    public boolean isPunctual() {
        return late <= events * LoadResult.MAX_LATE_SHARE;
    }
}
