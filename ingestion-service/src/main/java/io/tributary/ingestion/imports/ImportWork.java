package io.tributary.ingestion.imports;

import io.tributary.ingestion.imports.JudgeRows.Judged;
import io.tributary.ingestion.imports.Spool.ChunkSize;
import io.tributary.ingestion.intake.Arrival;
import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.EventLimits;
import io.tributary.ingestion.intake.IntakeCounts;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.JobWork;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.rows.RowChunk;
import io.tributary.ingestion.rows.RowPosition;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import io.tributary.ingestion.tenant.Tenants;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings files of calls in by the bulk lane, a chunk a step: read, judged, acknowledged by the brokers, and only then is
 * the place behind it stored. A chunk that a crash cut off is read again; all its ids are the same.
 */
public final class ImportWork implements JobWork {

    public static final String KIND = "import";

    private static final ChunkSize CHUNK = new ChunkSize(1_000, 1024 * 1024);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where files, jobs and rows are kept. */
    public record Stores(Spool spool, Jobs jobs, BulkLog log) {}

    /** What the rows are judged by. */
    public record Judging(
            WriteKeys sources,
            IntakePolicy policy,
            EventLimits limits,
            IntakeCounts counts,
            InstantSource suiteClock) {}

    private final Stores stores;
    private final Judging judging;
    private final Tenants tenants;

    public ImportWork(Stores stores, Judging judging, Tenants tenants) {
        this.stores = stores;
        this.judging = judging;
        this.tenants = tenants;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Boolean> canRun(Job job) {
        return tenants.state(job.tenant()).suspended()
                ? Mono.just(false)
                : stores.spool().exists(job.id());
    }

    @Override
    public Mono<Job> step(Job job) {
        var plan = PlanJson.parse(job.papers().request());
        return Mono.justOrEmpty(judging.sources().source(job.tenant(), plan.sourceId()))
                .filter(it -> it.settings().enabled())
                .flatMap(source -> plan.dryRun() ? chunk(job, plan, source) : chunkIfRoom(job, plan, source))
                .onErrorResume(
                        Spool.FileDamaged.class, damaged -> Mono.just(job.failed(String.valueOf(damaged.getMessage()))))
                .switchIfEmpty(Mono.fromSupplier(() -> job.failed("Its source is gone or disabled.")));
    }

    /** Without room the job stays where it is, which is stored as a sign of life. */
    private Mono<Job> chunkIfRoom(Job job, ImportPlan plan, Source source) {
        return stores.log().hasRoom().flatMap(hasRoom -> hasRoom ? chunk(job, plan, source) : Mono.just(job));
    }

    private Mono<Job> chunk(Job job, ImportPlan plan, Source source) {
        var from = RowPosition.parse(job.papers().position());
        return stores.spool()
                .rows(job.id(), plan.reading().format(), from, CHUNK)
                .flatMap(chunk -> chunk.ended() && chunk.rows().isEmpty()
                        ? Mono.just(whole(job))
                        : judged(job, plan, source, chunk));
    }

    private Mono<Job> judged(Job job, ImportPlan plan, Source source, RowChunk chunk) {
        var limits = judging.limits().with(tenants.state(job.tenant()).limits());
        var now = judging.suiteClock().instant();
        var arrival = new Arrival(source, null, plan.receivedAt(), now, true, limits);
        var judge = new JudgeRows(job.id(), plan, arrival, judging.policy());
        var rows = chunk.rows().stream()
                .filter(it -> !(plan.reading().header() && it.number() == 1))
                .map(judge::judge)
                .toList();
        var verdicts = rows.stream().map(it -> it.bulk().verdict()).toList();
        var next = job.advanced(
                job.progress().plus(progress(verdicts)).at(chunk.fileBytes()),
                chunk.next().text(),
                report(job, plan, rows));
        return plan.dryRun() || rows.isEmpty()
                ? Mono.just(next)
                : stores.log()
                        .append(
                                source,
                                plan.receivedAt(),
                                rows.stream().map(Judged::bulk).toList())
                        .then(Mono.fromSupplier(() -> {
                            judging.counts().count(source, verdicts);
                            return next;
                        }));
    }

    private static Job whole(Job job) {
        var progress = job.progress();
        return new Job(
                        job.tenant(),
                        job.id(),
                        job.kind(),
                        job.state(),
                        progress.at(progress.bytes().of()),
                        "",
                        job.papers())
                .ended(JobState.DONE);
    }

    private static String report(Job job, ImportPlan plan, List<Judged> rows) {
        var known = JSON.readValue(job.papers().report(), ImportReport.class);
        var problems =
                rows.stream().map(ImportWork::problem).filter(Objects::nonNull).toList();
        var calls = plan.dryRun()
                ? rows.stream()
                        .map(Judged::call)
                        .filter(Objects::nonNull)
                        .limit(ImportReport.PREVIEW)
                        .map(it -> JSON.readTree(it.copy()))
                        .toList()
                : List.<JsonNode>of();
        var report = known.with(problems, calls);
        return report.equals(known) ? job.papers().report() : JSON.writeValueAsString(report);
    }

    private static ImportReport.@Nullable Problem problem(Judged judged) {
        return judged.bulk().verdict() instanceof IntakeVerdict.Refused refused
                ? new ImportReport.Problem(
                        judged.row().number(),
                        judged.row().line(),
                        judged.column(),
                        refused.refusal().kind(),
                        refused.refusal().failure())
                : null;
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
        return new Progress(verdicts.size(), 0, accepted, refused, suppressed, Job.Bytes.NONE);
    }

    @Override
    public Mono<Void> leave(Job job) {
        return stores.spool()
                .close(job.id())
                .then(stores.jobs().find(job.tenant(), job.id()))
                .filter(it -> it.state().isFinal())
                .flatMap(it -> stores.spool().delete(it.id()));
    }
}
