package io.tributary.gateway.config;

import io.tributary.gateway.adapter.kafka.FirstEventWatch;
import io.tributary.gateway.adapter.kafka.TenantRecords;
import io.tributary.gateway.adapter.postgres.PostgresKeptAnswers;
import io.tributary.gateway.adapter.postgres.PostgresTenants;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What the gateway does by itself, again and again: reads the tenants' standings, publishes changed tenants, watches for
 * first events, forgets old answers. A failed round is said once, and again when it works.
 */
@Component
class BackgroundWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
    /** A suspension reaches every gateway well within its five seconds. */
    private static final Duration STANDINGS_EVERY = Duration.ofSeconds(1);

    private static final Duration PUBLISH_EVERY = Duration.ofMillis(300);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final int STOP_SECONDS = 5;

    private final PostgresTenants tenants;
    private final TenantRecords records;
    private final FirstEventWatch watch;
    private final PostgresKeptAnswers answers;
    private volatile @Nullable ScheduledExecutorService threads;

    BackgroundWork(PostgresTenants tenants, TenantRecords records, FirstEventWatch watch, PostgresKeptAnswers answers) {
        this.tenants = tenants;
        this.records = records;
        this.watch = watch;
        this.answers = answers;
    }

    @Override
    public void start() {
        tenants.announceAllAgain();
        var started = Executors.newScheduledThreadPool(
                4, Thread.ofPlatform().name("background-", 0).daemon().factory());
        again(started, "reading the tenants", STANDINGS_EVERY, tenants::refreshStandings);
        again(started, "publishing tenants", PUBLISH_EVERY, records::publishPending);
        again(started, "watching for first events", WATCH_EVERY, this::look);
        again(started, "forgetting old answers", FORGET_EVERY, answers::forgetOld);
        threads = started;
    }

    /** A reader that failed is thrown away: the next round makes another and begins where the store says. */
    private void look() {
        try {
            watch.look();
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private static void again(ScheduledExecutorService on, String what, Duration every, Runnable round) {
        var failing = new AtomicBoolean();
        var _ = on.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.run();
                        if (failing.compareAndSet(true, false)) {
                            LOG.info("{} works again", what);
                        }
                    } catch (RuntimeException e) {
                        // The thread's top: the next round tries again.
                        if (failing.compareAndSet(false, true)) {
                            LOG.warn("{} fails: {}", what, e.toString());
                        }
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        var running = threads;
        if (running != null) {
            threads = null;
            running.shutdown();
            try {
                if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /** After the topics are ready, before the web server takes requests. */
    @Override
    public int getPhase() {
        return 1;
    }
}
