package io.tributary.ingestion.job;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Runs jobs, a bounded number at a time and one per tenant and kind. Looks regularly for jobs that nobody holds: new ones,
 * and those whose instance died. Each step is stored before the next begins.
 */
public final class RunJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RunJobs.class);
    private static final int CANDIDATES = 100;

    private final Jobs jobs;
    private final Map<String, JobWork> works;
    private final Jobs.Holder holder;
    private final Background background;
    private final int parallel;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** @param parallel how many jobs run in this instance at once */
    public RunJobs(Jobs jobs, Set<JobWork> works, Jobs.Holder holder, Background background, int parallel) {
        this.jobs = jobs;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.holder = holder;
        this.background = background;
        this.parallel = parallel;
    }

    /** Takes as many waiting jobs as there is room for; each then runs behind this. */
    public Mono<Void> look() {
        return Mono.defer(() -> {
            var turns = new HashSet<Turn>();
            return jobs.waiting(CANDIDATES)
                    .filter(it -> works.containsKey(it.kind()) && !running.contains(it.id()))
                    .concatMap(it ->
                            running.size() < parallel && !turns.contains(Turn.of(it)) ? takeIfHere(it) : Mono.empty())
                    .doOnNext(it -> turns.add(Turn.of(it)))
                    .then();
        });
    }

    private Mono<Job> takeIfHere(Job job) {
        return work(job)
                .canRun(job)
                .filter(can -> can)
                .flatMap(can -> jobs.take(job.id(), holder))
                .doOnNext(this::start);
    }

    private void start(Job job) {
        if (!job.state().isFinal() && running.add(job.id())) {
            background.run(
                    Mono.defer(() -> jobs.find(job.tenant(), job.id())).flatMap(this::run),
                    () -> running.remove(job.id()));
        }
    }

    /** From the stored state to the end, or until somebody else holds the job. */
    private Mono<Void> run(Job stored) {
        var work = work(stored);
        return Mono.just(stored)
                .expand(job -> job.state().isFinal() ? Mono.empty() : advance(work, job))
                .then(Mono.defer(() -> work.leave(stored)))
                .onErrorResume(
                        NotNow.class, later -> work.leave(stored).then(jobs.release(stored.id(), holder.worker())));
    }

    private Mono<Job> advance(JobWork work, Job job) {
        return work.canRun(job)
                .flatMap(can -> can ? work.step(job) : Mono.error(new NotNow()))
                .onErrorResume(
                        fault -> !(fault instanceof NotNow) && !background.isPassing(fault),
                        fault -> failed(job, fault))
                .flatMap(next -> jobs.save(next, holder).flatMap(saved -> switch (saved) {
                    case GO_ON -> Mono.just(next);
                    case CANCEL -> end(next);
                    case LOST -> Mono.empty();
                }));
    }

    private Mono<Job> end(Job job) {
        if (job.state().isFinal()) {
            return Mono.just(job);
        }
        var cancelled = job.ended(JobState.CANCELLED);
        return jobs.save(cancelled, holder).thenReturn(cancelled);
    }

    private static Mono<Job> failed(Job job, Throwable fault) {
        LOG.error("job {} failed", job.id(), fault);
        return Mono.just(job.failed("Something failed on our side; it was logged under the job's id."));
    }

    private JobWork work(Job job) {
        var work = works.get(job.kind());
        if (work == null) {
            throw new IllegalStateException("nobody does jobs of kind " + job.kind());
        }
        return work;
    }

    /** Asks to end a job. Gives it as it then is: one that nobody holds has ended at once. Empty when there is none. */
    public Mono<Job> cancel(String tenant, String id) {
        return jobs.cancel(tenant, id)
                .flatMap(job -> job.state() == JobState.CANCELLED && works.containsKey(job.kind())
                        ? work(job).leave(job).thenReturn(job)
                        : Mono.just(job));
    }

    /** How many jobs run here now. */
    public int running() {
        return running.size();
    }

    /** One job of a tenant and a kind runs at a time. */
    private record Turn(String tenant, String kind) {
        static Turn of(Job job) {
            return new Turn(job.tenant(), job.kind());
        }
    }

    /** The job cannot go on here for now; it is not held meanwhile. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow() {
            super("not now", null, false, false);
        }
    }
}
