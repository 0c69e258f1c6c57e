package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.job.Job;
import io.tributary.ingestion.job.JobState;
import io.tributary.ingestion.job.Jobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Jobs in PostgreSQL, whose clock decides who still holds what. */
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
                            insert into job (tenant, id, kind, state, done, total, accepted, refused, suppressed, error,
                                bytes_read, bytes_total, position, report, request)
                            values (:tenant, :id, :kind, :state, :done, :total, :accepted, :refused, :suppressed, :error,
                                :read, :of, :position, :report, :request)""")
                    .param("tenant", job.tenant())
                    .param("kind", job.kind())
                    .param("request", job.papers().request())
                    .update();
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
    public Flux<Job> list(String tenant, String kind, String before, int limit) {
        return jdbc.many(() -> db.sql("""
                        select * from job where tenant = :tenant and kind = :kind and (:before = '' or id < :before)
                        order by id desc limit :limit""")
                .param("tenant", tenant)
                .param("kind", kind)
                .param("before", before)
                .param("limit", limit)
                .query(PostgresJobs::row)
                .list());
    }

    @Override
    public Mono<Long> unfinished(String tenant, String kind) {
        return jdbc.one(() -> db.sql("""
                        select count(*) from job
                        where tenant = :tenant and kind = :kind and state in ('queued', 'running')""")
                .param("tenant", tenant)
                .param("kind", kind)
                .query(Long.class)
                .single());
    }

    @Override
    public Flux<Job> waiting(int from, int limit) {
        return jdbc.many(() -> db.sql("""
                        with held as (select tenant, kind from job
                            where state in ('queued', 'running') and held_until >= now()),
                        free as (select job.*, row_number() over (partition by tenant, kind order by id) as place from job
                            where state in ('queued', 'running') and (held_until is null or held_until < now())
                                and not exists (select from held where held.tenant = job.tenant and held.kind = job.kind))
                        select free.* from free
                            left join job_turn as turn on turn.tenant = free.tenant and turn.kind = free.kind
                        order by place, (select count(*) from held where held.tenant = free.tenant),
                            (select max(given_at) from job_turn where job_turn.tenant = free.tenant) nulls first,
                            turn.given_at nulls first, free.id
                        offset :from limit :limit""")
                .param("from", from)
                .param("limit", limit)
                .query(PostgresJobs::row)
                .list());
    }

    @Override
    public Mono<Job> take(String id, Holder holder) {
        return jdbc.one(() -> db.sql("""
                        with taken as (
                            update job set held_by = :worker, held_until = now() + make_interval(secs => :lease),
                                state = case when cancel_asked then 'cancelled' else 'running' end,
                                total = case when cancel_asked then done else total end
                            where id = :id and state in ('queued', 'running')
                                and (held_until is null or held_until < now())
                            returning *),
                        turn as (
                            insert into job_turn (tenant, kind, given_at) select tenant, kind, clock_timestamp() from taken
                            on conflict (tenant, kind) do update set given_at = excluded.given_at)
                        select * from taken""")
                .param("id", id)
                .param("worker", holder.worker())
                .param("lease", seconds(holder.lease()))
                .query(PostgresJobs::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Saved> save(Job job, Holder holder) {
        return jdbc.one(() -> bind(job, """
                        update job set state = :state, done = :done, total = :total, accepted = :accepted,
                            refused = :refused, suppressed = :suppressed, error = :error, bytes_read = :read,
                            bytes_total = :of, position = :position, report = :report, updated_at = now(),
                            held_until = case when :final then null else now() + make_interval(secs => :lease) end
                        where id = :id and held_by = :worker and state in ('queued', 'running')
                        returning cancel_asked""")
                .param("final", job.state().isFinal())
                .param("worker", holder.worker())
                .param("lease", seconds(holder.lease()))
                .query((row, number) -> row.getBoolean("cancel_asked") ? Saved.CANCEL : Saved.GO_ON)
                .optional()
                .orElse(Saved.LOST));
    }

    @Override
    public Mono<Void> release(String id, String worker) {
        return jdbc.one(() ->
                        db.sql("""
                                update job set held_until = null, state = 'queued'
                                where id = :id and held_by = :worker and state = 'running'""").param("id", id).param("worker", worker).update())
                .then();
    }

    @Override
    public Mono<Job> cancel(String tenant, String id) {
        return jdbc.one(() ->
                        db.sql("""
                        update job set cancel_asked = true,
                            total = case when held_until >= now() then total else done end,
                            state = case when held_until >= now() then state else 'cancelled' end
                        where tenant = :tenant and id = :id and state in ('queued', 'running')""").param("tenant", tenant).param("id", id).update())
                .then(find(tenant, id));
    }

    @Override
    public Flux<Owned> unfinishedOf(String kind) {
        return jdbc.many(
                () -> db.sql("select id, tenant from job where kind = :kind and state in ('queued', 'running')")
                        .param("kind", kind)
                        .query((row, number) -> new Owned(row.getString("id"), row.getString("tenant")))
                        .list());
    }

    @Override
    public Flux<String> endedOf(List<String> ids) {
        return jdbc.many(
                () -> db.sql("select id from job where id = any(:ids) and state in ('done', 'failed', 'cancelled')")
                        .param("ids", ids.toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    @Override
    public Mono<Integer> expire(Duration age, Duration reportAge) {
        return jdbc.one(() -> {
            db.sql("""
                            update job set report = '' where report <> '' and state in ('done', 'failed', 'cancelled')
                                and updated_at < now() - make_interval(secs => :age)""").param("age", seconds(reportAge)).update();
            db.sql("delete from job_turn where given_at < now() - make_interval(secs => :age)")
                    .param("age", seconds(age))
                    .update();
            return db.sql("""
                            delete from job where state in ('done', 'failed', 'cancelled')
                                and updated_at < now() - make_interval(secs => :age)""").param("age", seconds(age)).update();
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
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
                .param("read", progress.bytes().read())
                .param("of", progress.bytes().of())
                .param("position", job.papers().position())
                .param("report", job.papers().report())
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
                        row.getLong("suppressed"),
                        new Job.Bytes(row.getLong("bytes_read"), row.getLong("bytes_total"))),
                row.getString("error"),
                new Job.Papers(row.getString("request"), row.getString("position"), row.getString("report")));
    }
}
