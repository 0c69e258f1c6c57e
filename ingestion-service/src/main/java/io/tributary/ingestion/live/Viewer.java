package io.tributary.ingestion.live;

import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One debugger that looks. Safe for use by many threads; nobody who offers ever waits for who looks. */
final class Viewer {

    /** How many calls a second are shown. */
    static final int PER_SECOND = 50;

    private final String tenant;
    private final LiveFilter filter;
    private final Sinks.Many<LiveSignal> shown =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(2 * PER_SECOND));
    private int left = PER_SECOND;
    private long skipped;

    Viewer(String tenant, LiveFilter filter) {
        this.tenant = tenant;
        this.filter = filter;
    }

    boolean isOf(String other) {
        return tenant.equals(other);
    }

    Flux<LiveSignal> signals() {
        return shown.asFlux();
    }

    synchronized void offer(LiveEvent event) {
        if (!filter.lets(event)) {
            return;
        }
        if (left > 0 && shown.tryEmitNext(new LiveSignal.Seen(event)).isSuccess()) {
            left--;
        } else {
            skipped++;
        }
    }

    /** A second has gone by: says what was left out in it, and begins to show again. */
    synchronized LiveSignal tick() {
        long calls = skipped;
        skipped = 0;
        left = PER_SECOND;
        return calls == 0 ? new LiveSignal.Tick() : new LiveSignal.Skipped(calls);
    }
}
