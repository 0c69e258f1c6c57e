package io.tributary.activation.config;

import io.tributary.activation.privacy.ForgetAtDestinations;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erasures on threads of their own, a bounded number at once, so that a slow destination holds up no other. */
final class ErasureRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureRounds.class);
    private static final int AT_ONCE = 16;

    private final ForgetAtDestinations forgetAtDestinations;
    private final ExecutorService threads;
    private final Semaphore free = new Semaphore(AT_ONCE);

    ErasureRounds(ForgetAtDestinations forgetAtDestinations, ExecutorService threads) {
        this.forgetAtDestinations = forgetAtDestinations;
        this.threads = threads;
    }

    /** Takes no more than there are threads free for. */
    void round() {
        int most = free.availablePermits();
        if (most > 0) {
            forgetAtDestinations.round(most, this::start);
        }
    }

    private void start(Runnable erasure) {
        free.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                erasure.run();
            } catch (Exception e) {
                // The top of this thread: the erasure is still queued, and due when its hold ends. What the fault says
                // may
                // name the person.
                LOG.warn(
                        "an erasure failed and is tried again: {}", e.getClass().getName());
            } finally {
                free.release();
            }
        });
    }
}
