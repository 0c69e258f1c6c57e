package io.tributary.ingestion.badrow;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.intake.Arrival;
import io.tributary.ingestion.intake.CallReader;
import io.tributary.ingestion.intake.EventLimits;
import io.tributary.ingestion.intake.EventLog;
import io.tributary.ingestion.intake.IntakePolicy;
import io.tributary.ingestion.intake.IntakeVerdict;
import io.tributary.ingestion.intake.Lane;
import io.tributary.ingestion.intake.Refusal;
import io.tributary.ingestion.job.Background;
import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.Job.Progress;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.WriteKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends repaired bad rows through the door again, by the bulk lane, under their own message ids. A row that is refused
 * again stays as it is; a row that passed is marked. Passing twice after a crash is harmless: the id is the same.
 */
public final class ReplayBadRows {

    public static final String KIND = "replay";

    private static final Logger LOG = LoggerFactory.getLogger(ReplayBadRows.class);
    private static final int PAGE = 200;
    private static final int SHOWN = 100;

    /** What judging needs. */
    public record Judging(WriteKeys sources, IntakePolicy policy, EventLimits limits) {}

    private final CallReader reader = new CallReader();
    private final BadRows rows;
    private final Jobs jobs;
    private final EventLog log;
    private final Judging judging;
    private final Supplier<String> ids;
    private final Background background;

    public ReplayBadRows(
            BadRows rows, Jobs jobs, EventLog log, Judging judging, Supplier<String> ids, Background background) {
        this.rows = rows;
        this.jobs = jobs;
        this.log = log;
        this.judging = judging;
        this.ids = ids;
        this.background = background;
    }

    /**
     * What a replay would do, judged over the newest rows.
     *
     * @param total how many rows the filter means
     * @param judged how many of them were tried
     * @param refused the first of those that would be refused again
     */
    public record Trial(long total, int judged, int accepted, List<StillRefused> refused) {}

    /** A row that its repair does not help. */
    public record StillRefused(String id, String kind, String detail) {}

    /** Tries the repairs without sending anything. */
    public Mono<Trial> tryOut(String tenant, BadRowFilter filter, List<Repair> repairs) {
        return Mono.zip(
                rows.count(tenant, filter), rows.list(tenant, filter, "", PAGE).collectList(), (total, page) -> {
                    var refused = new ArrayList<StillRefused>();
                    int accepted = 0;
                    for (var row : page) {
                        var verdict = judge(row, repairs);
                        var refusal = refusalOf(verdict);
                        if (refusal != null) {
                            refused.add(new StillRefused(row.id(), refusal.kind(), refusal.failure()));
                        } else if (verdict == null) {
                            refused.add(new StillRefused(row.id(), row.reason().kind(), "The original is not whole."));
                        } else {
                            accepted++;
                        }
                    }
                    return new Trial(
                            total,
                            page.size(),
                            accepted,
                            List.copyOf(refused.subList(0, Math.min(SHOWN, refused.size()))));
                });
    }

    /** What a trial tells is the same whether or not the person is suppressed. */
    private static @Nullable Refusal refusalOf(@Nullable IntakeVerdict verdict) {
        return switch (verdict) {
            case null -> null;
            case IntakeVerdict.Refused refused -> refused.refusal();
            case IntakeVerdict.Suppressed suppressed -> suppressed.refusal();
            case IntakeVerdict.Accepted _ -> null;
        };
    }

    /** Starts a replay; the job is stored before this answers. */
    public Mono<Job> start(String tenant, BadRowFilter filter, List<Repair> repairs) {
        return rows.count(tenant, filter)
                .flatMap(total -> jobs.add(new Job(
                        tenant, "ing_" + ids.get(), KIND, JobState.RUNNING, new Progress(0, total, 0, 0, 0), "", "")))
                .doOnNext(job -> background.run(run(job, filter, repairs)));
    }

    private Mono<Job> run(Job job, BadRowFilter filter, List<Repair> repairs) {
        return page(job, filter, repairs, "")
                .flatMap(it -> jobs.save(it.with(JobState.DONE, it.progress())))
                .onErrorResume(fault -> {
                    LOG.warn("replay {} stopped: {}", job.id(), fault.getMessage());
                    return jobs.save(job.failed("It stopped because a server did not answer: start it again."))
                            .onErrorResume(again -> Mono.empty());
                });
    }

    private Mono<Job> page(Job job, BadRowFilter filter, List<Repair> repairs, String before) {
        return rows.list(job.tenant(), filter, before, PAGE).collectList().flatMap(page -> {
            if (page.isEmpty()) {
                return Mono.just(job);
            }
            return replay(job, page, repairs)
                    .flatMap(progress ->
                            jobs.save(job.with(JobState.RUNNING, job.progress().plus(progress))))
                    .flatMap(
                            saved -> page(saved, filter, repairs, page.getLast().id()));
        });
    }

    private Mono<Progress> replay(Job job, List<BadRow> page, List<Repair> repairs) {
        Map<BadRow, IntakeVerdict> passed = new LinkedHashMap<>();
        int accepted = 0;
        for (var row : page) {
            var verdict = judge(row, repairs);
            if (verdict instanceof IntakeVerdict.Accepted || verdict instanceof IntakeVerdict.Suppressed) {
                passed.put(row, verdict);
                accepted += verdict instanceof IntakeVerdict.Accepted ? 1 : 0;
            }
        }
        int refused = page.size() - passed.size();
        var progress = new Progress(page.size(), 0, accepted, refused, passed.size() - accepted);
        return Flux.fromIterable(passed.entrySet())
                .concatMap(it -> append(it.getKey(), it.getValue()))
                .then(rows.replayed(
                        job.tenant(), passed.keySet().stream().map(BadRow::id).toList(), job.id()))
                .thenReturn(progress);
    }

    private Mono<Void> append(BadRow row, IntakeVerdict verdict) {
        return Mono.justOrEmpty(judging.sources().source(row.tenant(), row.sourceId()))
                .flatMap(source -> log.append(Lane.BULK, source, row.receivedAt(), List.of(verdict)));
    }

    /** Null when the row cannot be judged: cut off, not an object, or its source is unknown. */
    private @Nullable IntakeVerdict judge(BadRow row, List<Repair> repairs) {
        var source = judging.sources().source(row.tenant(), row.sourceId());
        var repaired = row.original().truncated()
                ? java.util.Optional.<byte[]>empty()
                : RepairPolicy.repair(row.original().bytes().copy(), repairs);
        if (source.isEmpty() || repaired.isEmpty()) {
            return null;
        }
        return judge(row, source.get(), repaired.get());
    }

    private IntakeVerdict judge(BadRow row, Source source, byte[] repaired) {
        var route = row.call().isEmpty() ? null : CallType.named(row.call());
        var arrival = new Arrival(source, route, row.receivedAt(), false, judging.limits());
        // A call without an id takes the row's: replayed twice it is still one message.
        var policy = judging.policy().withMessageIds(row::id);
        return policy.judge(reader.readStored(repaired), arrival);
    }
}
