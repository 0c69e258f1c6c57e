package io.tributary.ingestion.infer;

import io.tributary.ingestion.fault.FaultName;
import io.tributary.ingestion.infer.Inference.Scope;
import io.tributary.ingestion.infer.Traffic.Question;
import io.tributary.ingestion.infer.Traffic.Slice;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Bytes;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.job.Jobs.Saved;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Proposes plans from the traffic of the last days, as jobs. One runs at a time in one process, whosever it is, because this
 * is the process that takes events in; a job reads a bounded number of records, for a bounded time.
 */
public final class InferPlan {

    public static final String KIND = "infer-plan";

    private static final Logger LOG = LoggerFactory.getLogger(InferPlan.class);
    private static final long SAVE_EVERY = 50_000;
    private static final int MOST_WAITING = 20;

    /** Where the job finds traffic and leaves its result. */
    public record Stores(Traffic traffic, Jobs jobs, Proposals proposals) {}

    /**
     * How much one job may do.
     *
     * @param records how many records of the log it looks at
     * @param time how long it takes at most
     */
    public record Bounds(long records, Duration time) {}

    private final Stores stores;
    private final Bounds bounds;
    private final Clock realClock;
    private final Supplier<String> ids;
    private final Jobs.Holder holder;
    private final OneAtATime turns;

    public InferPlan(Stores stores, Bounds bounds, Clock realClock, Supplier<String> ids, Background background) {
        this.stores = stores;
        this.bounds = bounds;
        this.realClock = realClock;
        this.ids = ids;
        // What was read is in this process only, so nobody else could go on: it holds its jobs until they are
        // abandoned.
        this.holder = new Jobs.Holder(ids.get(), bounds.time().multipliedBy(2));
        this.turns = new OneAtATime(MOST_WAITING, background);
    }

    /** Starts a job, which is stored before this answers. */
    public Mono<InferStart> start(String tenant, String sourceId, int days) {
        return Mono.defer(() -> switch (turns.admit(tenant)) {
            case THERE_ALREADY -> Mono.just(new InferStart.AlreadyAsked());
            case FULL -> Mono.just(new InferStart.Full());
            case ADMITTED -> admitted(tenant, sourceId, days);
        });
    }

    private Mono<InferStart> admitted(String tenant, String sourceId, int days) {
        var handedOver = new AtomicBoolean();
        var since = realClock.instant().minus(Duration.ofDays(days));
        var question = new Question(tenant, sourceId, since, bounds.records());
        return stores.jobs()
                .add(Job.queued(tenant, "ing_" + ids.get(), KIND, Progress.NONE, ""))
                .doOnNext(job -> {
                    handedOver.set(true);
                    turns.run(tenant, run(job, question));
                })
                .<InferStart>map(InferStart.Started::new)
                .doFinally(end -> {
                    if (!handedOver.get()) {
                        turns.leave(tenant);
                    }
                });
    }

    /** Empty when it was cancelled while it waited. */
    private Mono<Saved> run(Job queued, Question question) {
        return stores.jobs()
                .take(queued.id(), holder)
                .filter(job -> !job.state().isFinal())
                .flatMap(job -> read(job, question));
    }

    private Mono<Saved> read(Job job, Question question) {
        return Mono.defer(() -> {
                    var reading = new Reading(job);
                    return stores.traffic()
                            .read(question)
                            .take(bounds.time())
                            .concatMap(reading::see)
                            .takeUntil(it -> it != Saved.GO_ON)
                            .last(Saved.GO_ON)
                            .flatMap(saved -> reading.end(question, saved));
                })
                .onErrorResume(fault -> {
                    LOG.warn("inference {} stopped: {}", job.id(), FaultName.of(fault));
                    return stores.jobs()
                            .save(job.failed("It stopped because a server did not answer: start it again."), holder)
                            .onErrorResume(again -> Mono.empty());
                });
    }

    /** One run; used by one thread at a time. */
    private final class Reading {

        private final Job job;
        private final Inference inference = new Inference();
        private Slice last = new Slice(List.of(), 0, 0, false);
        private long saved;

        Reading(Job job) {
            this.job = job;
        }

        /** Empty when nothing was saved. */
        Mono<Saved> see(Slice slice) {
            inference.see(slice);
            last = slice;
            if (slice.scanned() - saved < SAVE_EVERY) {
                return Mono.empty();
            }
            saved = slice.scanned();
            return stores.jobs().save(with(JobState.RUNNING, slice), holder);
        }

        Mono<Saved> end(Question question, Saved lastSaved) {
            return switch (lastSaved) {
                case GO_ON -> propose(question);
                case CANCEL -> stores.jobs().save(with(JobState.CANCELLED, last), holder);
                case LOST -> Mono.empty();
            };
        }

        private Mono<Saved> propose(Question question) {
            boolean complete = last.complete() && last.scanned() >= last.total();
            var whole = new Slice(last.calls(), last.scanned(), last.total(), complete);
            var proposal =
                    inference.proposal(new Scope(question.sourceId(), question.since(), realClock.instant(), whole));
            return stores.proposals()
                    .keep(job.tenant(), job.id(), proposal.toString())
                    .then(Mono.defer(() -> stores.jobs().save(with(JobState.DONE, whole), holder)));
        }

        private Job with(JobState state, Slice slice) {
            var progress = new Progress(slice.scanned(), slice.total(), 0, 0, 0, Bytes.NONE);
            return new Job(job.tenant(), job.id(), KIND, state, progress, "", job.papers());
        }
    }
}
