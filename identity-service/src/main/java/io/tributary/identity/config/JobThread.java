package io.tributary.identity.config;

import io.tributary.identity.graph.StoreUnavailable;
import io.tributary.identity.job.RunJobs;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread of an instance on which jobs run, so that no other work waits for one: a job computes for minutes. At the
 * stop it gives its job back.
 */
@Component
class JobThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobThread.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);

    private final RunJobs jobs;
    private final boolean training;
    private final Semaphore waiting = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    JobThread(RunJobs jobs, @Value("${cdp.training:false}") boolean training) {
        this.jobs = jobs;
        this.training = training;
    }

    /** A job waits; returns at once. */
    void wake() {
        waiting.release();
    }

    @Override
    public void start() {
        if (!training) {
            stopping = false;
            var started = Thread.ofPlatform().name("jobs").daemon().unstarted(this::run);
            thread = started;
            started.start();
        }
    }

    private void run() {
        boolean failing = false;
        while (!stopping) {
            try {
                if (!jobs.runNext(() -> stopping)) {
                    waiting.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    waiting.drainPermits();
                }
                failing = false;
            } catch (StoreUnavailable e) {
                if (!failing) {
                    LOG.warn("jobs wait: {}", e.getMessage());
                }
                failing = true;
                pause();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("the jobs' thread stumbled and goes on", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            waiting.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    @Override
    public void stop() {
        stopping = true;
        wake();
        var running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(STOPS_WITHIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
