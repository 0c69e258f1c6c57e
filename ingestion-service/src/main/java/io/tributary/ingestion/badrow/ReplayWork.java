package io.tributary.ingestion.badrow;

import io.tributary.ingestion.intake.BulkLog;
import io.tributary.ingestion.intake.BulkLog.BulkRow;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Bytes;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.JobWork;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.tenant.Tenants;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends repaired bad rows through the door again, by the bulk lane, under their own message ids, a page a step. A row that
 * is refused again stays as it is; a row that passed is marked. A page that a crash cut off is sent again: the ids are the
 * same, and rows that were marked already are still counted, because the page begins where the stored one did.
 */
public final class ReplayWork implements JobWork {

    public static final String KIND = "replay";

    private static final int PAGE = 200;

    private final BadRows rows;
    private final BulkLog log;
    private final RetryBadRow retry;
    private final Tenants tenants;

    public ReplayWork(BadRows rows, BulkLog log, RetryBadRow retry, Tenants tenants) {
        this.rows = rows;
        this.log = log;
        this.retry = retry;
        this.tenants = tenants;
    }

    /** A page on its way: what goes out by source, which rows are done with, and the counts. */
    private record Sorted(Map<Source, List<BulkRow>> passed, List<String> done, Progress progress) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Boolean> canRun(Job job) {
        return Mono.just(!tenants.state(job.tenant()).suspended());
    }

    /** Without room in the bulk lane the job stays where it is. */
    @Override
    public Mono<Job> step(Job job) {
        return log.hasRoom().flatMap(hasRoom -> hasRoom ? page(job) : Mono.just(job));
    }

    private Mono<Job> page(Job job) {
        var request = ReplayJson.parse(job.papers().request());
        return rows.pageFor(job.id(), job.tenant(), request.filter(), before(job), PAGE)
                .collectList()
                .flatMap(page ->
                        page.isEmpty() ? Mono.just(job.ended(JobState.DONE)) : replay(job, page, request.repairs()));
    }

    /** Rows that came after the job are none of its own. */
    private static String before(Job job) {
        var position = job.papers().position();
        return position.isEmpty() ? job.id().substring(job.id().indexOf('_') + 1) : position;
    }

    private Mono<Job> replay(Job job, List<BadRow> page, List<Repair> repairs) {
        var sorted = sort(page, repairs);
        return Flux.fromIterable(sorted.passed().entrySet())
                .concatMap(it -> log.append(it.getKey(), page.getFirst().receivedAt(), it.getValue()))
                .then(rows.replayed(job.tenant(), sorted.done(), job.id()))
                .then(Mono.fromSupplier(() -> job.advanced(
                        job.progress().plus(sorted.progress()), page.getLast().id(), "")));
    }

    private Sorted sort(List<BadRow> page, List<Repair> repairs) {
        Map<Source, List<BulkRow>> passed = new LinkedHashMap<>();
        var done = new ArrayList<String>();
        long accepted = 0;
        for (var row : page) {
            switch (retry.judge(row, repairs)) {
                case Retrial.Accepted it -> {
                    accepted++;
                    done.add(row.id());
                    passed.computeIfAbsent(it.source(), source -> new ArrayList<>())
                            .add(BulkRow.of(it.verdict()));
                }
                case Retrial.Suppressed _ -> done.add(row.id());
                case Retrial.Refused _ -> {}
            }
        }
        var progress =
                new Progress(page.size(), 0, accepted, page.size() - done.size(), done.size() - accepted, Bytes.NONE);
        return new Sorted(passed, done, progress);
    }

    @Override
    public Mono<Void> leave(Job job) {
        return Mono.empty();
    }
}
