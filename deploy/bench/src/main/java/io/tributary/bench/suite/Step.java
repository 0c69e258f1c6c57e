package io.tributary.bench.suite;

import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;

/**
 * One rate, held for a while.
 *
 * @param offered events a second
 * @param passed events by stage while the load ran
 * @param behind what had not yet passed when the load ended
 */
public record Step(
        int offered,
        LoadResult load,
        Cost cost,
        StageCounts passed,
        StageCounts.Behind behind,
        Drain drain,
        Seen memberships) {

    /** Above it a step is not carried: it is what people would not call live any more. */
    private static final double MAX_P99_MILLIS = 1_000;

    /** How many seconds of the load may be on their way when it ends; the event index is written in bulks. */
    private static final double MAX_SECONDS_BEHIND = 3;

    /**
     * Whether the suite carried the rate: answers and memberships in time, and nothing that piles up. A generator that
     * shares the cores is late where they are full; every latency counts from the intended time, so that tells against the
     * suite and is no reason of its own.
     */
    public boolean isCarried() {
        return reason().isEmpty();
    }

    /** Why it was not carried; empty when it was. */
    public String reason() {
        if (!load.requests().allTaken()) {
            return "the door did not take everything";
        }
        if (load.latency().p99() > MAX_P99_MILLIS) {
            return "the door answers too late";
        }
        if (behind.events() > MAX_SECONDS_BEHIND * offered) {
            return "falls behind: " + behind.stage();
        }
        if (!memberships.isComplete()) {
            return "memberships are missing";
        }
        return memberships.latency().p99() > MAX_P99_MILLIS ? "memberships come too late" : "";
    }
}
