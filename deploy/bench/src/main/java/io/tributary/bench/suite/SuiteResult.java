package io.tributary.bench.suite;

import java.util.List;
import java.util.OptionalInt;

/** What the suite did: the steps in order, and the backlog. */
public record SuiteResult(int segments, List<Step> steps, Backlog backlog) {

    public SuiteResult {
        steps = List.copyOf(steps);
    }

    /** The highest rate that was carried each time it was tried, in events a second; empty when there is none. */
    public OptionalInt sustained() {
        return Climb.of(steps).highest();
    }
}
