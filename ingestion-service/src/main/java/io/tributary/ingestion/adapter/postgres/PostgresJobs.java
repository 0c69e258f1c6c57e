package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Jobs in PostgreSQL. */
public final class PostgresJobs implements Jobs {

    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresJobs(JdbcClient db, Scheduler blocking) {
        this.db = db;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public Mono<Job> add(Job job) {
        return jdbc.one(() -> {
            bind(job, """
                            insert into job (tenant, id, kind, state, done, total, accepted, refused, suppressed, error, request)
                            values (:tenant, :id, :kind, :state, :done, :total, :accepted, :refused, :suppressed, :error, :request)""")
                    .param("tenant", job.tenant())
                    .param("kind", job.kind())
                    .param("request", job.request())
                    .update();
            return job;
        });
    }

    @Override
    public Mono<Job> save(Job job) {
        return jdbc.one(() -> {
            bind(job, """
                            update job set state = :state, done = :done, total = :total, accepted = :accepted,
                                refused = :refused, suppressed = :suppressed, error = :error, updated_at = now()
                            where id = :id""").update();
            return job;
        });
    }

    @Override
    public Mono<Job> find(String tenant, String id) {
        return jdbc.one(() -> db.sql("select * from job where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(PostgresJobs::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Flux<Job> unfinished() {
        return jdbc.many(() -> db.sql("select * from job where state in ('queued', 'running') order by id")
                .query(PostgresJobs::row)
                .list());
    }

    private JdbcClient.StatementSpec bind(Job job, String sql) {
        var progress = job.progress();
        return db.sql(sql)
                .param("id", job.id())
                .param("state", job.state().wireName())
                .param("done", progress.done())
                .param("total", progress.total())
                .param("accepted", progress.accepted())
                .param("refused", progress.refused())
                .param("suppressed", progress.suppressed())
                .param("error", job.error());
    }

    private static Job row(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getString("tenant"),
                row.getString("id"),
                row.getString("kind"),
                JobState.named(row.getString("state")),
                new Job.Progress(
                        row.getLong("done"),
                        row.getLong("total"),
                        row.getLong("accepted"),
                        row.getLong("refused"),
                        row.getLong("suppressed")),
                row.getString("error"),
                row.getString("request"));
    }
}
