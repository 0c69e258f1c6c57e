package io.tributary.activation.adapter.netty;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.tributary.activation.delivery.WireResult;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What one destination of one tenant may use: so many requests a second, so many at once, and none while its breaker is
 * open. A throttled answer is no failure.
 */
final class Lane {

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final int SERVER_ERROR = 500;

    private final Semaphore slots;
    private final Duration patience;
    private final RateLimiter limiter;
    private final CircuitBreaker breaker;

    Lane(String name, Limits limits) {
        this.slots = new Semaphore(limits.concurrency(), true);
        this.patience = limits.patience();
        this.limiter = RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(limits.requestsPerSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(limits.patience())
                        .build());
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(OPEN)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** The bounds of a lane. */
    record Limits(int requestsPerSecond, int concurrency, Duration patience) {}

    WireResult through(Supplier<WireResult> call) {
        if (!breaker.tryAcquirePermission()) {
            return new WireResult.NeverSent("circuit-open", OPEN);
        }
        if (!acquire()) {
            breaker.releasePermission();
            return new WireResult.NeverSent("destination-busy", null);
        }
        try {
            return observed(call);
        } finally {
            slots.release();
        }
    }

    private boolean acquire() {
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (limiter.acquirePermission()) {
            return true;
        }
        slots.release();
        return false;
    }

    private WireResult observed(Supplier<WireResult> call) {
        long started = System.nanoTime();
        var result = call.get();
        long took = System.nanoTime() - started;
        if (isFailure(result)) {
            breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException("the destination failed"));
        } else {
            breaker.onSuccess(took, TimeUnit.NANOSECONDS);
        }
        return result;
    }

    private static boolean isFailure(WireResult result) {
        return switch (result) {
            case WireResult.Answered answered -> answered.answer().status() >= SERVER_ERROR;
            case WireResult.NeverSent _, WireResult.Lost _ -> true;
        };
    }
}
