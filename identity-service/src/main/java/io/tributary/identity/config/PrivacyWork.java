package io.tributary.identity.config;

import io.tributary.identity.graph.StoreUnavailable;
import io.tributary.identity.privacy.RunRequests;
import io.tributary.identity.privacy.WatchRequests;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The thread that takes privacy requests further, and the consumer that hears the systems' answers. */
final class PrivacyWork {

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyWork.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int WATCH_EVERY_LOOKS = 20;

    private final RunRequests requests;
    private final WatchRequests watch;
    private final ConcurrentMessageListenerContainer<String, byte[]> receipts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private boolean failing;

    PrivacyWork(
            RunRequests requests, WatchRequests watch, ConcurrentMessageListenerContainer<String, byte[]> receipts) {
        this.requests = requests;
        this.watch = watch;
        this.receipts = receipts;
    }

    void start() {
        receipts.start();
        thread = Thread.ofPlatform().name("privacy").daemon().start(this::run);
    }

    private void run() {
        try {
            for (long looks = 0; !isStopping(); looks++) {
                look(looks % WATCH_EVERY_LOOKS == 0);
                stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            LOG.info("privacy requests rest");
        }
    }

    private void look(boolean watching) {
        try {
            if (watching) {
                watch.look();
            }
            boolean more = true;
            while (more && !isStopping()) {
                more = requests.runNext();
            }
            failing = false;
        } catch (StoreUnavailable e) {
            if (!failing) {
                LOG.warn("privacy requests wait: {}", e.getMessage());
            }
            failing = true;
        } catch (RuntimeException e) {
            // Not its message: what a library says may hold anything.
            LOG.error("privacy requests stumbled and go on: {}", e.getClass().getName());
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    void stop() {
        stopping.countDown();
        receipts.stop();
        var running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(20));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isRunning() {
        var running = thread;
        return running != null && running.isAlive() && receipts.isRunning() && receipts.isInExpectedState();
    }
}
