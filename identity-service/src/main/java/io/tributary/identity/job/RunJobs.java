package io.tributary.identity.job;

import io.tributary.identity.graph.StoreUnavailable;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs waiting jobs one after the other, in the name of one holder. */
public final class RunJobs {

    /** A job that took its instance down so often is not begun again. */
    static final int MAX_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RunJobs.class);
    private static final long SAVE_EVERY_MILLIS = 1_000;

    private final Jobs jobs;
    private final List<JobWork> works;
    private final String holder;
    private final Clock realClock;

    public RunJobs(Jobs jobs, List<JobWork> works, String holder, Clock realClock) {
        this.jobs = jobs;
        this.works = List.copyOf(works);
        this.holder = holder;
        this.realClock = realClock;
    }

    /**
     * Runs the next job to its end; blocks.
     *
     * @param stopping asked often; once it is true the job is given back
     * @return false when none waits
     */
    public boolean runNext(BooleanSupplier stopping) {
        var claimed = jobs.claim(holder);
        claimed.ifPresent(it -> run(it, stopping));
        return claimed.isPresent();
    }

    private void run(Job job, BooleanSupplier stopping) {
        try {
            jobs.finish(holder, job, outcome(job, stopping));
        } catch (CancellationException _) {
            LOG.info("job {} was given back", job.id());
            jobs.release(holder, job);
        } catch (StoreUnavailable e) {
            // Its lease runs out, and whoever sees the store again begins it anew.
            LOG.warn("job {} stopped because the store does not answer: {}", job.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("job {} failed", job.id(), e);
            jobs.finish(holder, job, new JobOutcome.Refused("It stopped for a fault of ours, which was logged."));
        }
    }

    private JobOutcome outcome(Job job, BooleanSupplier stopping) {
        if (job.attempts() > MAX_ATTEMPTS) {
            return new JobOutcome.Refused(
                    "It was begun " + MAX_ATTEMPTS + " times and its instance died each time: ask whoever runs the"
                            + " platform for more memory or smaller bounds.");
        }
        var work = works.stream()
                .filter(it -> it.kind().equals(job.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody does work of the kind " + job.kind()));
        return work.run(job, new Saved(job, stopping));
    }

    /** Stores the first step of a phase and then one a second. */
    private final class Saved implements JobSteps {

        private final Job job;
        private final BooleanSupplier stopping;
        private String phase = "";
        private long savedAt;

        private Saved(Job job, BooleanSupplier stopping) {
            this.job = job;
            this.stopping = stopping;
        }

        @Override
        public void at(String current, long done, long total) {
            if (stopping.getAsBoolean()) {
                throw new CancellationException("the instance stops");
            }
            long now = realClock.millis();
            if (!current.equals(phase) || now - savedAt >= SAVE_EVERY_MILLIS) {
                phase = current;
                savedAt = now;
                if (!jobs.advance(holder, job, new Job.Progress(current, done, total))) {
                    throw new CancellationException("another instance holds the job");
                }
            }
        }
    }
}
