package io.tributary.bench.suite;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param rates events a second, tried in this order until one cannot be carried
 * @param batch events of a request, through the gateway
 * @param run each step
 * @param backlog how long events are sent as fast as the door takes them, to see how fast they are then worked off
 */
public record SuitePlan(
        Duration warmUp, Duration run, Duration backlog, List<Integer> rates, int batch, int people, int eventBytes) {

    public SuitePlan {
        rates = List.copyOf(rates);
    }
}
