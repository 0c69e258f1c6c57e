package io.tributary.activation.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: exponential with full jitter between a second and five minutes. */
public final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int STEEPEST = 9;

    private Backoff() {}

    /** The wait after so many failures in a row, the first being 1. */
    public static Duration after(int failures, RandomGenerator random) {
        long ceiling = Math.min(LONGEST.toMillis(), 1_000L << Math.clamp(failures, 0, STEEPEST));
        return Duration.ofMillis(1_000 + random.nextLong(Math.max(1, ceiling - 1_000 + 1)));
    }
}
