package io.tributary.ingestion.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs jobs, a bounded number at a time and one per tenant and kind. Looks regularly for jobs that nobody holds: new ones,
 * and those whose instance died. Each step is stored before the next begins. While others wait, a job that had its turn lets
 * go and waits itself, so that no tenant's work stands still behind another's.
 */
public final class RunJobs {

    private static final Logger LOG = LoggerFactory.getLogger(RunJobs.class);
    private static final int CANDIDATES = 100;

    private final Jobs jobs;
    private final Map<String, JobWork> works;
    private final Jobs.Holder holder;
    private final Background background;
    private final Places places;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    // Somebody could run here and finds no place: one of those who had their turn takes it back and leaves.
    private final AtomicBoolean crowded = new AtomicBoolean();

    /**
     * The places for jobs in this instance.
     *
     * @param parallel how many jobs run at once
     * @param turn how long a job goes on while others wait
     */
    public record Places(int parallel, Duration turn, InstantSource realClock) {}

    public RunJobs(Jobs jobs, Set<JobWork> works, Jobs.Holder holder, Background background, Places places) {
        this.jobs = jobs;
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        this.holder = holder;
        this.background = background;
        this.places = places;
    }

    /** Takes as many waiting jobs as there is room for; each then runs behind this. */
    public Mono<Void> look() {
        return Mono.defer(() -> {
            var look = new Look();
            return look.page(0).expand(look::next).then(Mono.fromRunnable(() -> crowded.set(look.leftOneOut)));
        });
    }

    /** One look at all that wait, page by page until there is no more room. */
    private final class Look {
        private final Set<Turn> turns = new HashSet<>();
        private boolean leftOneOut;

        /** The page's end; what was taken from it moves what follows, which the next look then sees. */
        Mono<Page> page(int from) {
            return jobs.waiting(from, CANDIDATES)
                    .collectList()
                    .flatMap(page -> Flux.fromIterable(page)
                            .filter(it -> works.containsKey(it.kind()) && !running.contains(it.id()))
                            .concatMap(this::offer)
                            .then(Mono.just(new Page(from + page.size(), page.size() < CANDIDATES))));
        }

        Mono<Page> next(Page page) {
            return page.isLast() || leftOneOut ? Mono.empty() : page(page.end());
        }

        private Mono<Void> offer(Job job) {
            if (leftOneOut || turns.contains(Turn.of(job))) {
                return Mono.empty();
            }
            return work(job).canRun(job).filter(can -> can).flatMap(can -> {
                if (running.size() >= places.parallel()) {
                    leftOneOut = true;
                    return Mono.empty();
                }
                return jobs.take(job.id(), holder)
                        .doOnNext(it -> turns.add(Turn.of(it)))
                        .doOnNext(RunJobs.this::start)
                        .then();
            });
        }
    }

    private record Page(int end, boolean isLast) {}

    private void start(Job job) {
        if (!job.state().isFinal() && running.add(job.id())) {
            background.run(
                    Mono.defer(() -> jobs.find(job.tenant(), job.id())).flatMap(this::run),
                    () -> running.remove(job.id()));
        }
    }

    /** From the stored state to the end, until somebody else holds the job, or until it is somebody else's turn. */
    private Mono<Void> run(Job stored) {
        var work = work(stored);
        var turnEnds = places.realClock().instant().plus(places.turn());
        return Mono.just(stored)
                .expand(job -> job.state().isFinal() ? Mono.empty() : advance(work, job, turnEnds))
                .then(Mono.defer(() -> work.leave(stored)))
                .onErrorResume(NotNow.class, later -> letGo(work, stored, later));
    }

    private Mono<Void> letGo(JobWork work, Job job, NotNow later) {
        var released = jobs.release(job.id(), holder.worker());
        // After its turn it soon goes on, probably here: what it has open stays open.
        return later.afterItsTurn ? released : work.leave(job).then(released);
    }

    private Mono<Job> advance(JobWork work, Job job, Instant turnEnds) {
        return work.canRun(job)
                .flatMap(can -> can ? work.step(job) : Mono.error(NotNow.cannotRun()))
                .onErrorResume(
                        fault -> !(fault instanceof NotNow) && !background.isPassing(fault),
                        fault -> failed(job, fault))
                .flatMap(next -> jobs.save(next, holder).flatMap(saved -> switch (saved) {
                    case GO_ON -> isTurnOf(next, turnEnds) ? Mono.just(next) : Mono.error(NotNow.turnEnded());
                    case CANCEL -> end(next);
                    case LOST -> Mono.empty();
                }));
    }

    private boolean isTurnOf(Job job, Instant turnEnds) {
        return job.state().isFinal()
                || places.realClock().instant().isBefore(turnEnds)
                || !crowded.compareAndSet(true, false);
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

    /** The job does not go on here for now; it is not held meanwhile. */
    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean afterItsTurn;

        private NotNow(boolean afterItsTurn) {
            super("not now", null, false, false);
            this.afterItsTurn = afterItsTurn;
        }

        static NotNow cannotRun() {
            return new NotNow(false);
        }

        static NotNow turnEnded() {
            return new NotNow(true);
        }
    }
}
