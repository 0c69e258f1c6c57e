package io.tributary.ingestion.badrow;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Bytes;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Starts replays, and tells before what they would do. {@link ReplayWork} does them. */
public final class ReplayBadRows {

    /** A trial judges at most so many rows, because somebody waits for it. */
    static final int TRIED = 10_000;

    private static final int PAGE = 200;
    private static final int SHOWN = 100;

    private final BadRows rows;
    private final Jobs jobs;
    private final RetryBadRow retry;
    private final Supplier<String> ids;

    public ReplayBadRows(BadRows rows, Jobs jobs, RetryBadRow retry, Supplier<String> ids) {
        this.rows = rows;
        this.jobs = jobs;
        this.retry = retry;
        this.ids = ids;
    }

    /**
     * What a replay would do, judged over the newest rows.
     *
     * @param total how many rows the filter means
     * @param judged how many of them were tried: judged = accepted + suppressed + refused
     * @param problems the first of those that would be refused again
     */
    public record Trial(
            long total, long judged, long accepted, long suppressed, long refused, List<StillRefused> problems) {

        Trial plus(Trial more) {
            var joined = new ArrayList<>(problems);
            joined.addAll(more.problems.subList(0, Math.min(more.problems.size(), SHOWN - problems.size())));
            return new Trial(
                    total,
                    judged + more.judged,
                    accepted + more.accepted,
                    suppressed + more.suppressed,
                    refused + more.refused,
                    List.copyOf(joined));
        }
    }

    /** A row that its repair does not help. */
    public record StillRefused(String id, String kind, String detail) {}

    /** Tries the repairs without sending anything. */
    public Mono<Trial> tryOut(String tenant, BadRowFilter filter, List<Repair> repairs) {
        return rows.count(tenant, filter)
                .map(total -> new Tried(new Trial(total, 0, 0, 0, 0, List.of()), ""))
                .expand(tried -> next(tenant, filter, tried)
                        .map(page -> new Tried(
                                tried.trial.plus(trial(page, repairs)),
                                page.getLast().id())))
                .last()
                .map(Tried::trial);
    }

    /** What was judged so far, and the row where that ended. */
    private record Tried(Trial trial, String last) {}

    /** Empty when there are no more, or enough were judged. */
    private Mono<List<BadRow>> next(String tenant, BadRowFilter filter, Tried tried) {
        long left = TRIED - tried.trial.judged;
        return left <= 0
                ? Mono.empty()
                : rows.page(tenant, filter, tried.last, (int) Math.min(PAGE, left))
                        .collectList()
                        .filter(page -> !page.isEmpty());
    }

    private Trial trial(List<BadRow> page, List<Repair> repairs) {
        var problems = new ArrayList<StillRefused>();
        long accepted = 0;
        for (var row : page) {
            switch (retry.judge(row, repairs)) {
                case Retrial.Accepted _ -> accepted++;
                case Retrial.Suppressed _ -> {}
                case Retrial.Refused refused ->
                    problems.add(new StillRefused(row.id(), refused.kind(), refused.detail()));
            }
        }
        long suppressed = page.size() - accepted - problems.size();
        return new Trial(0, page.size(), accepted, suppressed, problems.size(), problems);
    }

    /** How many replays of a tenant wait or run. */
    public Mono<Long> unfinished(String tenant) {
        return jobs.unfinished(tenant, ReplayWork.KIND);
    }

    /** Starts a replay of what there is now; the job is stored when this completes. */
    public Mono<Job> start(String tenant, BadRowFilter filter, List<Repair> repairs) {
        var request = ReplayJson.print(new ReplayJson.Request(filter, repairs));
        return rows.count(tenant, filter)
                .flatMap(total -> jobs.add(Job.queued(
                        tenant,
                        "ing_" + ids.get(),
                        ReplayWork.KIND,
                        new Progress(0, total, 0, 0, 0, Bytes.NONE),
                        request)));
    }
}
