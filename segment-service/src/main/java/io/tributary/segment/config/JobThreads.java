package io.tributary.segment.config;

import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of jobs: one that looks for work, and a virtual one for each job that runs. */
final class JobThreads implements Executor {

    static final Duration LOOK = Duration.ofSeconds(1);
    static final Duration TIDY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("jobs").factory());
    private final ExecutorService working = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 0).factory());
    private final AtomicBoolean running = new AtomicBoolean();

    @Override
    public void execute(Runnable job) {
        working.execute(job);
    }

    void every(Duration pause, Runnable task) {
        running.set(true);
        var ignored = looking.scheduleWithFixedDelay(
                () -> guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isRunning() {
        return running.get();
    }

    /** Waits for the steps that are under way. */
    void stop() throws InterruptedException {
        looking.shutdown();
        working.shutdown();
        if (!working.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
            working.shutdownNow();
        }
        running.set(false);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (StoreUnavailable e) {
            LOG.debug("jobs wait for their store");
        } catch (RuntimeException e) {
            // The thread's top: what fails now is looked at again with the next round.
            LOG.error("looking for jobs failed", e);
        }
    }
}
