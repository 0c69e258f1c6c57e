package io.tributary.segment.export;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import java.time.InstantSource;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Lets an export begin while the tenant has room for one. */
public final class StartExport {

    /** What came of the wish. */
    public sealed interface Verdict {

        record Started(String jobId) implements Verdict {}

        /** So many of the tenant's exports wait or run. */
        record TooMany(int most) implements Verdict {}

        /** The tenant's files take so much room already. */
        record NoRoom(long packed) implements Verdict {}
    }

    private final Jobs jobs;
    private final ExportFiles files;
    private final ExportLimits limits;
    private final ExportCounts counts;
    private final Supplier<String> ids;
    private final InstantSource realClock;

    public StartExport(
            Jobs jobs,
            ExportFiles files,
            ExportLimits limits,
            ExportCounts counts,
            Supplier<String> ids,
            InstantSource realClock) {
        this.jobs = jobs;
        this.files = files;
        this.limits = limits;
        this.counts = counts;
        this.ids = ids;
        this.realClock = realClock;
    }

    public Mono<Verdict> start(String tenant, ExportRequest request) {
        return files.kept(tenant)
                .flatMap(kept -> kept >= limits.keptPacked()
                        ? Mono.just(new Verdict.NoRoom(kept))
                        : add(Job.queued(
                                tenant, ids.get(), ExportWork.KIND, ExportJson.print(request), realClock.instant())))
                .doOnNext(verdict -> {
                    if (!(verdict instanceof Verdict.Started)) {
                        counts.countRefused();
                    }
                });
    }

    private Mono<Verdict> add(Job job) {
        return jobs.add(job, limits.unfinished())
                .map(added -> added ? new Verdict.Started(job.id()) : new Verdict.TooMany(limits.unfinished()));
    }
}
