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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
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
    private static final int TIDIED_AT_ONCE = 500;
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final Spool spool;
    private final Jobs jobs;
    private final Clock suiteClock;
    private final Supplier<String> ids;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    /** Files of an earlier process are counted before the first new one. */
    private final Mono<Integer> counted =
            Mono.defer(this::sweep).cache(swept -> FOR_EVER, fault -> Duration.ZERO, () -> Duration.ZERO);

    public StartImport(Spool spool, Jobs jobs, Clock suiteClock, Supplier<String> ids) {
        this.spool = spool;
        this.jobs = jobs;
        this.suiteClock = suiteClock;
        this.ids = ids;
    }

    /** Too many of the tenant's imports wait, run or are being uploaded. */
    public static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NoRoom() {
            super("no room for another import", null, false, false);
        }
    }

    /**
     * Does an upload unless {@code most} imports of the tenant are being uploaded in this process, wait or run; then it fails
     * with {@link NoRoom}.
     */
    public <T> Mono<T> withRoom(String tenant, int most, Mono<T> upload) {
        return Mono.defer(() -> {
            int uploads = underWay.merge(tenant, 1, Integer::sum);
            return jobs.unfinished(tenant, ImportWork.KIND)
                    .flatMap(waiting -> waiting + uploads <= most ? upload : Mono.error(new NoRoom()))
                    .doFinally(end -> underWay.computeIfPresent(tenant, (key, count) -> count > 1 ? count - 1 : null));
        });
    }

    /** Keeps a file. Fails with {@link Spool.FileRefused}. */
    public Mono<StoredFile> receive(String tenant, Flux<ByteBuffer> bytes) {
        return counted.then(Mono.defer(() -> spool.write(tenant, "ing_" + ids.get(), bytes)));
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

    /** Deletes what dead uploads and cancelled jobs left on this disk. */
    public Mono<Integer> sweep() {
        return jobs.unfinishedOf(ImportWork.KIND)
                .collectMap(Jobs.Owned::id, Jobs.Owned::tenant)
                .flatMap(kept -> spool.sweep(kept, ABANDONED));
    }

    /** Deletes what is left here of jobs that ended elsewhere: nobody reads such a file again. */
    public Mono<Void> tidy() {
        return spool.ids()
                .buffer(TIDIED_AT_ONCE)
                .concatMap(jobs::endedOf)
                .concatMap(spool::delete)
                .then();
    }
}
