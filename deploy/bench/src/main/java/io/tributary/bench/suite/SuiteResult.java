package io.tributary.bench.suite;

import java.util.List;
import java.util.Optional;

/** What the suite did: the steps in order, and the backlog. */
public record SuiteResult(int segments, List<Step> steps, Backlog backlog) {

    public SuiteResult {
        steps = List.copyOf(steps);
    }

    /** The last rate that was carried before one was not. */
    public Optional<Step> sustained() {
        Step last = null;
        for (var step : steps) {
            if (!step.isCarried()) {
                break;
            }
            last = step;
        }
        return Optional.ofNullable(last);
    }
}
