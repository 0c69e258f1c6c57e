package io.tributary.local.prove.segments;

import java.time.Duration;

/**
 * What one proof does.
 *
 * @param people whom the calls are about
 * @param eventsPerSecond what the clients send together
 * @param outage for how long Elasticsearch is down
 * @param calm between two faults
 * @param rebalances whether a second instance comes, takes over and goes; else segment-service is only killed
 */
public record Plan(long seed, int people, int eventsPerSecond, Duration outage, Duration calm, boolean rebalances) {

    /** What the faults and the recoveries take besides, about; people come all along. */
    private static final int FAULT_SECONDS = 60;

    public Plan {
        if (people < 1 || eventsPerSecond < 1 || outage.toSeconds() < 1) {
            throw new IllegalArgumentException("people, rate and outage must be positive");
        }
    }

    /** The share of calls that bring somebody new, so that people come until about the end of the load. */
    double newcomers() {
        double calls = (double) eventsPerSecond * (outage.toSeconds() + FAULT_SECONDS);
        return Math.min(0.5, people / calls);
    }
}
