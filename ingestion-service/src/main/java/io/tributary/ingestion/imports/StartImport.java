package io.tributary.ingestion.imports;

import io.tributary.ingestion.imports.Spool.StoredFile;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Bytes;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.source.Source;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a file in: spooled, then looked at, then given to a job. Each step is one the caller waits for, so whoever has a
 * job's id has a file that is durable and can be read.
 */
public final class StartImport {

    private static final JsonMapper JSON = JsonMapper.shared();

    // No upload takes longer, and a job is stored right after it.
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Spool spool;
    private final Jobs jobs;
    private final Clock suiteClock;
    private final Supplier<String> ids;

    public StartImport(Spool spool, Jobs jobs, Clock suiteClock, Supplier<String> ids) {
        this.spool = spool;
        this.jobs = jobs;
        this.suiteClock = suiteClock;
        this.ids = ids;
    }

    /** Keeps a file. Fails with {@link Spool.FileRefused}. */
    public Mono<StoredFile> receive(Flux<ByteBuffer> bytes) {
        return Mono.defer(() -> spool.write("ing_" + ids.get(), bytes));
    }

    public Mono<PlanVerdict> plan(StoredFile file, ImportOptions options) {
        return spool.sample(file.id(), options.encoding())
                .map(it -> PlanImport.judge(it, options))
                .onErrorResume(
                        Spool.FileDamaged.class,
                        damaged -> Mono.just(PlanVerdict.Refused.of(
                                "/file", "gzip", "The file begins like gzip and cannot be unpacked.")));
    }

    /** Stores the job; it is named like its file. */
    public Mono<Job> start(Source source, StoredFile file, FileReading reading, boolean dryRun) {
        var printed = PlanJson.print(reading);
        var plan = new ImportPlan(
                source.id(),
                dryRun,
                suiteClock.instant(),
                RowIds.key(source.id(), file.sha256(), JSON.writeValueAsString(printed)),
                reading);
        var progress = new Progress(0, 0, 0, 0, 0, new Bytes(0, file.bytes()));
        var job = Job.queued(source.tenant(), file.id(), ImportWork.KIND, progress, PlanJson.print(plan));
        var report = JSON.writeValueAsString(ImportReport.beginning(printed));
        return jobs.add(job.reporting(report));
    }

    /** A file that nothing was started for. */
    public Mono<Void> discard(StoredFile file) {
        return spool.delete(file.id());
    }

    /** How many imports of a tenant wait or run. */
    public Mono<Long> unfinished(String tenant) {
        return jobs.unfinished(tenant, ImportWork.KIND);
    }

    /** Deletes what dead uploads and cancelled jobs left on this disk. */
    public Mono<Integer> sweep() {
        return jobs.unfinishedIds(ImportWork.KIND)
                .collect(Collectors.toSet())
                .flatMap(kept -> spool.sweep(kept, ABANDONED));
    }
}
