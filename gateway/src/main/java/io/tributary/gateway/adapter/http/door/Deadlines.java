package io.tributary.gateway.adapter.http.door;

import io.netty.util.HashedWheelTimer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * Time limits that are nearly always cancelled. They lie on a wheel that is turned each tenth of a second, so setting and
 * cancelling one costs no lock that event loops share; one may come a tenth of a second late, never early.
 */
public final class Deadlines implements AutoCloseable {

    private static final long TICK_MILLIS = 100;

    private final HashedWheelTimer wheel = new HashedWheelTimer(
            Thread.ofPlatform().name("deadlines").daemon().factory(), TICK_MILLIS, TimeUnit.MILLISECONDS);

    /** Completes with a value when the time is over, counted from the subscription. */
    Mono<Long> in(Duration time) {
        return Mono.create(sink -> {
            var deadline = wheel.newTimeout(_ -> sink.success(0L), time.toNanos(), TimeUnit.NANOSECONDS);
            sink.onDispose(deadline::cancel);
        });
    }

    /** How many limits are set. */
    long waiting() {
        return wheel.pendingTimeouts();
    }

    @Override
    public void close() {
        var _ = wheel.stop();
    }
}
