package io.tributary.local.prove.load;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for the first request that was sent after a moment and was accepted. Thread-safe. */
public final class Recovery {

    private final long sinceNanos;
    private final CountDownLatch accepted = new CountDownLatch(1);
    private volatile long acceptedAt;

    Recovery(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    /** A request was accepted; {@code sentAt} is when this try of it was sent. */
    synchronized void accepted(long sentAt, long now) {
        if (accepted.getCount() > 0 && sentAt - sinceNanos >= 0) {
            acceptedAt = now;
            accepted.countDown();
        }
    }

    /** When it was, in {@link System#nanoTime}; empty when nothing was accepted for so long. */
    public OptionalLong await(Duration atMost) throws InterruptedException {
        return accepted.await(atMost.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalLong.of(acceptedAt)
                : OptionalLong.empty();
    }
}
