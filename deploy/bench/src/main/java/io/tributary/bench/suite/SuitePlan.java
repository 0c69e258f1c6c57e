package io.tributary.bench.suite;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param warmUpRate events a second before anything is measured; the machine may fall behind, and catches up before the first rate
 * @param rates events a second, tried in this order until one cannot be carried
 * @param repeats how often the last rate that was carried is held in all; one that is not carried again gives way to the one before
 * @param skew how unevenly people send: 1 as in a Zipf draw, 0 for everybody as often
 * @param batch events of a request, through the gateway
 * @param run each step
 * @param backlog how long events are sent as fast as the door takes them, to see how fast they are then worked off
 */
public record SuitePlan(
        Duration warmUp,
        int warmUpRate,
        Duration run,
        Duration backlog,
        List<Integer> rates,
        int repeats,
        int batch,
        int people,
        double skew,
        int eventBytes) {

    public SuitePlan {
        rates = List.copyOf(rates);
    }
}
