package io.tributary.local.prove.acked;

import java.time.Duration;

/**
 * What one proof does.
 *
 * @param kills how many times something dies, at moments that the seed decides
 * @param freeze for how long the broker stands still at the end; zero leaves it out
 * @param calm the longest time from one recovery to the next fault, and that something stays down
 * @param people how many people the calls are about
 * @param eventsPerSecond what the clients send together while nothing is broken
 */
public record AckedPlan(int kills, Duration freeze, Duration calm, long seed, int people, int eventsPerSecond) {

    public AckedPlan {
        if (kills < 0 || people < 1 || eventsPerSecond < 1) {
            throw new IllegalArgumentException("kills, people and rate must be positive");
        }
    }
}
