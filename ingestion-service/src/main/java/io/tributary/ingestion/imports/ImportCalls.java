package io.tributary.ingestion.imports;

import io.tributary.ingestion.intake.Arrival;
import io.tributary.ingestion.intake.CallReader;
import io.tributary.ingestion.intake.EventLimits;
import io.tributary.ingestion.intake.EventLog;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings files of calls in by the bulk lane: spooled first, then read in chunks, each acknowledged before its progress is
 * stored. A chunk that was cut off by a crash is read again; its message ids are the same, so nothing counts twice.
 */
public final class ImportCalls {

    public static final String KIND = "import";

    private static final int CHUNK = 500;

    /** Where files, jobs and events are kept. */
    public record Stores(Spool spool, Jobs jobs, EventLog log) {}

    /** What judging needs. */
    public record Judging(WriteKeys sources, IntakePolicy policy, EventLimits limits, IntakeCounts counts) {}

    private final CallReader reader = new CallReader();
    private final Stores stores;
    private final Judging judging;
    private final Clock suiteClock;
    private final Supplier<String> ids;
    private final Background background;

    public ImportCalls(Stores stores, Judging judging, Clock suiteClock, Supplier<String> ids, Background background) {
        this.stores = stores;
        this.judging = judging;
        this.suiteClock = suiteClock;
        this.ids = ids;
        this.background = background;
    }

    /** Completes when the file is spooled and its job is stored; the import goes on behind. */
    public Mono<Job> start(Source source, Flux<ByteBuffer> bytes) {
        return Mono.defer(() -> {
            var id = "ing_" + ids.get();
            return stores.spool()
                    .write(id, bytes)
                    .flatMap(lines -> stores.jobs()
                            .add(new Job(
                                    source.tenant(),
                                    id,
                                    KIND,
                                    JobState.RUNNING,
                                    new Progress(0, lines, 0, 0, 0),
                                    "",
                                    source.id())))
                    .doOnNext(job -> background.run(goOn(job.tenant(), job.id())));
        });
    }

    /** Goes on with what a stopped process left behind. */
    public Mono<Void> resume() {
        return stores.jobs()
                .unfinished()
                .filter(it -> it.kind().equals(KIND))
                // A file that is on another instance's disk is that instance's to import.
                .filterWhen(it -> stores.spool().exists(it.id()))
                .doOnNext(it -> background.run(goOn(it.tenant(), it.id())))
                .then();
    }

    private Mono<Void> goOn(String tenant, String id) {
        return Mono.defer(() -> stores.jobs().find(tenant, id))
                .filter(it -> !it.state().isFinal())
                .flatMap(job -> Mono.justOrEmpty(judging.sources().source(tenant, job.request()))
                        .flatMap(source -> chunks(job, source))
                        .switchIfEmpty(Mono.defer(() -> Mono.just(job.failed("Its source is gone.")))))
                .flatMap(job -> stores.jobs().save(job))
                .then(Mono.defer(() -> stores.spool().delete(id)));
    }

    /** The job when it has ended. */
    private Mono<Job> chunks(Job job, Source source) {
        return stores.spool()
                .lines(job.id(), job.progress().done(), CHUNK)
                .flatMap(lines -> lines.isEmpty()
                        ? Mono.just(job.with(JobState.DONE, job.progress()))
                        : chunk(job, source, lines).flatMap(next -> chunks(next, source)));
    }

    private Mono<Job> chunk(Job job, Source source, List<byte[]> lines) {
        var receivedAt = suiteClock.instant();
        var arrival = new Arrival(source, null, receivedAt, true, judging.limits());
        var verdicts = new ArrayList<IntakeVerdict>(lines.size());
        for (int index = 0; index < lines.size(); index++) {
            long line = job.progress().done() + index + 1;
            // A line without an id gets one that a second reading gives again.
            var policy = judging.policy().withMessageIds(() -> job.id() + "-" + line);
            verdicts.add(policy.judge(reader.readStored(lines.get(index)), arrival));
        }
        return stores.log().append(Lane.BULK, source, receivedAt, verdicts).then(Mono.defer(() -> {
            judging.counts().count(source, verdicts);
            return stores.jobs().save(job.with(JobState.RUNNING, job.progress().plus(progress(verdicts))));
        }));
    }

    private static Progress progress(List<IntakeVerdict> verdicts) {
        long accepted = 0;
        long refused = 0;
        long suppressed = 0;
        for (var verdict : verdicts) {
            switch (verdict) {
                case IntakeVerdict.Accepted _ -> accepted++;
                case IntakeVerdict.Refused _ -> refused++;
                case IntakeVerdict.Suppressed _ -> suppressed++;
            }
        }
        return new Progress(verdicts.size(), 0, accepted, refused, suppressed);
    }
}
