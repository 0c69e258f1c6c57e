package io.tributary.segment.job;

import io.tributary.segment.store.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, a bounded number at a time and one per tenant and kind. Each look takes what nobody holds: new jobs, and those
 * whose instance died. Each step is stored before the next begins. A job that had its turn goes to the end of the queue.
 */
public final class RunJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RunJobs.class);
    private static final int CANDIDATES = 100;

    /**
     * The places for jobs in this instance.
     *
     * @param parallel how many jobs run at once
     * @param turn how long a job goes on before it waits again
     */
    public record Places(int parallel, Duration turn, InstantSource realClock) {}

    private final Jobs jobs;
    private final Map<String, JobWork> works;
    private final Jobs.Holder holder;
    private final Places places;
    private final Executor executor;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public RunJobs(Jobs jobs, Set<JobWork> works, Jobs.Holder holder, Places places, Executor executor) {
        this.jobs = jobs;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.holder = holder;
        this.places = places;
        this.executor = executor;
    }

    /** Takes as many waiting jobs as there is room for; each then runs behind this. */
    public void look() {
        for (var job : jobs.waiting(CANDIDATES)) {
            if (stopping || running.size() >= places.parallel()) {
                return;
            }
            var work = works.get(job.kind());
            if (work != null && work.canRun(job) && !running.contains(job.id()) && jobs.take(job, holder)) {
                running.add(job.id());
                executor.execute(() -> run(work, job));
            }
        }
    }

    /** Lets jobs go after the step that they are at. */
    public void stop() {
        stopping = true;
    }

    /** How many jobs run here now. */
    public int running() {
        return running.size();
    }

    private void run(JobWork work, Job taken) {
        try {
            advance(work, jobs.reload(taken));
        } catch (StoreUnavailable e) {
            // The next look, or another instance when the lease is over, goes on from the stored state.
            LOG.warn("job {} waits for a store", taken.id());
            release(taken);
        } finally {
            running.remove(taken.id());
        }
    }

    private void advance(JobWork work, Job from) {
        var turnEnds = places.realClock().instant().plus(places.turn());
        var job = from;
        while (!job.state().isFinal()) {
            var next = step(work, job);
            switch (jobs.save(next, holder)) {
                case GO_ON -> job = next.saved();
                case CANCEL -> job = cancelled(next.saved());
                case LOST -> {
                    return;
                }
            }
            if (!job.state().isFinal() && mustLetGo(work, job, turnEnds)) {
                jobs.release(job, holder);
                return;
            }
        }
        work.ended(job);
    }

    private boolean mustLetGo(JobWork work, Job job, Instant turnEnds) {
        return stopping || !places.realClock().instant().isBefore(turnEnds) || !work.canRun(job);
    }

    private Job cancelled(Job job) {
        if (job.state().isFinal()) {
            return job;
        }
        var cancelled = job.ended(JobState.CANCELLED);
        jobs.save(cancelled, holder);
        return cancelled;
    }

    private Job step(JobWork work, Job job) {
        try {
            return work.step(job);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // The top of this job's work: nobody else hears of it. What the fault says may quote a row of somebody.
            LOG.error("job {} failed: {} at {}", job.id(), e.getClass().getName(), origin(e));
            return job.failed("Something failed on our side; it was logged under the job's id.");
        }
    }

    private static String origin(RuntimeException fault) {
        return Arrays.stream(fault.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(it -> it.contains("tributary"))
                .findFirst()
                .orElse("an unknown place");
    }

    private void release(Job job) {
        try {
            jobs.release(job, holder);
        } catch (StoreUnavailable e) {
            LOG.debug("job {} is let go by its lease", job.id());
        }
    }

    /** Ends a job that no worker held. */
    public void ended(Job job) {
        var work = works.get(job.kind());
        if (work != null && job.state().isFinal()) {
            work.ended(job);
        }
    }
}
