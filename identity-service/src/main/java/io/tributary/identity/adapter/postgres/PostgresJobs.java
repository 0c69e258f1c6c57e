package io.tributary.identity.adapter.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.job.Job;
import io.tributary.identity.job.JobOutcome;
import io.tributary.identity.job.JobState;
import io.tributary.identity.job.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of jobs. A lease is as long as it takes to miss its renewals beyond doubt; finished jobs stay for 30 days. */
public final class PostgresJobs implements Jobs {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock realClock;
    private final MeterRegistry metrics;

    public PostgresJobs(JdbcClient jdbc, Clock realClock, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.realClock = realClock;
        this.metrics = metrics;
    }

    @Override
    public Job queue(Job job) {
        return Faults.translated(() -> {
            jdbc.sql("delete from job where finished_at < ?")
                    .param(realClock.millis() - KEPT.toMillis())
                    .update();
            // The one that is there may end between the two statements: then the next round inserts.
            while (true) {
                if (insert(job) == 1) {
                    return job;
                }
                var unfinished = jdbc.sql("select * from job where tenant = ? and kind = ? and finished_at is null")
                        .params(job.tenant(), job.kind())
                        .query(PostgresJobs::row)
                        .optional();
                if (unfinished.isPresent()) {
                    return unfinished.get();
                }
            }
        });
    }

    private int insert(Job job) {
        return jdbc.sql("""
                insert into job (tenant, id, kind, state, phase, done, total, error, request, result, attempts,
                    leased_by, leased_until, queued_at)
                values (?, ?, ?, ?, '', 0, 0, '', ?, '', 0, '', 0, ?) on conflict do nothing""")
                .params(job.tenant(), job.id(), job.kind(), job.state().label(), job.request(), realClock.millis())
                .update();
    }

    @Override
    public Optional<Job> find(String tenant, String id) {
        return Faults.translated(() -> jdbc.sql("select * from job where tenant = ? and id = ?")
                .params(tenant, id)
                .query(PostgresJobs::row)
                .optional());
    }

    @Override
    public Optional<Job> claim(String holder) {
        return Faults.translated(() -> {
            long now = realClock.millis();
            return jdbc.sql("""
                    update job set state = 'running', leased_by = ?, leased_until = ?, attempts = attempts + 1
                    where (tenant, id) = (select tenant, id from job where finished_at is null and leased_until < ?
                        order by queued_at, id limit 1 for update skip locked)
                    returning *""")
                    .params(holder, now + LEASE.toMillis(), now)
                    .query(PostgresJobs::row)
                    .optional();
        });
    }

    @Override
    public boolean advance(String holder, Job job, Job.Progress progress) {
        return Faults.translated(() -> jdbc.sql("""
                        update job set phase = ?, done = ?, total = ?, leased_until = ?
                        where tenant = ? and id = ? and leased_by = ? and finished_at is null""")
                        .params(progress.phase(), progress.done(), progress.total())
                        .param(realClock.millis() + LEASE.toMillis())
                        .params(job.tenant(), job.id(), holder)
                        .update()
                == 1);
    }

    @Override
    public void finish(String holder, Job job, JobOutcome outcome) {
        var state = switch (outcome) {
            case JobOutcome.Done _ -> JobState.DONE;
            case JobOutcome.Refused _ -> JobState.FAILED;
        };
        int ended = Faults.translated(() -> jdbc.sql("""
                        update job set state = ?, error = ?, result = ?, finished_at = ?
                        where tenant = ? and id = ? and leased_by = ? and finished_at is null""")
                .params(state.label(), error(outcome), result(outcome), realClock.millis())
                .params(job.tenant(), job.id(), holder)
                .update());
        if (ended == 1) {
            metrics.counter("cdp.jobs.finished", "kind", job.kind(), "state", state.label())
                    .increment();
        }
    }

    private static String error(JobOutcome outcome) {
        return switch (outcome) {
            case JobOutcome.Done _ -> "";
            case JobOutcome.Refused refused -> refused.reason();
        };
    }

    private static String result(JobOutcome outcome) {
        return switch (outcome) {
            case JobOutcome.Done done -> done.result();
            case JobOutcome.Refused _ -> "";
        };
    }

    @Override
    public void release(String holder, Job job) {
        Faults.translated(
                () -> jdbc.sql("""
                        update job set state = 'queued', leased_until = 0, attempts = attempts - 1
                        where tenant = ? and id = ? and leased_by = ? and finished_at is null""").params(job.tenant(), job.id(), holder).update());
    }

    private static Job row(ResultSet row, int number) throws SQLException {
        return new Job(
                Rows.text(row, "tenant"),
                Rows.text(row, "id"),
                Rows.text(row, "kind"),
                JobState.labelled(Rows.text(row, "state")),
                new Job.Progress(Rows.text(row, "phase"), row.getLong("done"), row.getLong("total")),
                Rows.text(row, "error"),
                Rows.text(row, "request"),
                Rows.text(row, "result"),
                row.getInt("attempts"));
    }
}
