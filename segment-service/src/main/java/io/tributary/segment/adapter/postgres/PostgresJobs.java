package io.tributary.segment.adapter.postgres;

import io.tributary.segment.job.Job;
import io.tributary.segment.job.Jobs;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Jobs in PostgreSQL, whose clock decides who still holds what. */
public final class PostgresJobs implements Jobs {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Blocking blocking;

    public PostgresJobs(JdbcClient jdbc, TransactionTemplate transactions, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public Mono<Boolean> add(Job job, int most) {
        return blocking.ask(() -> adding(job, most));
    }

    @Override
    public boolean addHere(Job job, int most) {
        return Blocking.translating(() -> adding(job, most));
    }

    private boolean adding(Job job, int most) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // One at a time per tenant and kind, so that two calls do not both see the last place.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("job/" + job.tenant() + "/" + job.kind())
                    .query((row, number) -> true)
                    .single();
            return unfinished(job) < most && insert(job);
        }));
    }

    private long unfinished(Job job) {
        return jdbc.sql("select count(*) from job where tenant = ? and kind = ? and state in ('queued', 'running')")
                .params(job.tenant(), job.kind())
                .query(Long.class)
                .single();
    }

    private boolean insert(Job job) {
        return jdbc.sql("insert into job (tenant, id, kind, state, request) values (?, ?, ?, ?, ?)")
                        .params(
                                job.tenant(),
                                job.id(),
                                job.kind(),
                                job.state().wireName(),
                                job.papers().request())
                        .update()
                == 1;
    }

    @Override
    public Mono<Job> find(String tenant, String id) {
        return blocking.ask(() -> one(tenant, id));
    }

    private @Nullable Job one(String tenant, String id) {
        return jdbc.sql("select * from job where tenant = ? and id = ?")
                .params(tenant, id)
                .query(JobRows::row)
                .optional()
                .orElse(null);
    }

    @Override
    public Mono<List<Job>> list(String tenant, String kind, String before, int limit) {
        return blocking.ask(() -> jdbc.sql("""
                        select * from job where tenant = :tenant and kind = :kind and (:before = '' or id < :before)
                        order by id desc limit :limit""")
                .param("tenant", tenant)
                .param("kind", kind)
                .param("before", before)
                .param("limit", limit)
                .query(JobRows::row)
                .list());
    }

    @Override
    public Mono<Job> cancel(String tenant, String id) {
        return blocking.ask(() -> {
            jdbc.sql("""
                            update job set cancel_asked = true, updated_at = now(),
                                state = case when held_until >= now() then state else 'cancelled' end
                            where tenant = ? and id = ? and state in ('queued', 'running')""").params(tenant, id).update();
            return one(tenant, id);
        });
    }

    @Override
    public Mono<Job> remove(String tenant, String id) {
        return blocking.ask(() ->
                jdbc.sql("""
                        delete from job where tenant = ? and id = ? and state in ('done', 'failed', 'cancelled')
                        returning *""").params(tenant, id).query(JobRows::row).optional().orElse(null));
    }

    @Override
    public List<Job> waiting(int limit) {
        return Blocking.translating(
                () -> jdbc.sql("""
                        select * from job
                        where state in ('queued', 'running') and (held_until is null or held_until < now())
                            and not exists (select from job held where held.tenant = job.tenant and held.kind = job.kind
                                and held.state in ('queued', 'running') and held.held_until >= now())
                        order by taken_at nulls first, row_number() over (partition by tenant, kind order by id), id
                        limit ?""").param(limit).query(JobRows::row).list());
    }

    @Override
    public boolean take(Job job, Holder holder) {
        return Blocking.translating(() -> jdbc.sql("""
                                update job set held_by = ?, held_until = now() + make_interval(secs => ?),
                                    taken_at = clock_timestamp(), state = 'running'
                                where id = ? and state in ('queued', 'running')
                                    and (held_until is null or held_until < now())""")
                        .params(holder.worker(), JobRows.seconds(holder.lease()), job.id())
                        .update()
                == 1);
    }

    @Override
    public Job reload(Job job) {
        return Blocking.translating(() -> jdbc.sql("select * from job where id = ?")
                .param(job.id())
                .query(JobRows::row)
                .single());
    }

    @Override
    public Saved save(Job job, Holder holder) {
        return Blocking.translating(() -> jdbc.sql("""
                        update job set state = :state, done = :done, total = :total, error = :error, position = :position,
                            report = :report, revision = revision + 1, updated_at = now(),
                            held_until = case when :final then null else now() + make_interval(secs => :lease) end
                        where id = :id and held_by = :worker and revision = :revision and state in ('queued', 'running')
                        returning cancel_asked""")
                .param("state", job.state().wireName())
                .param("done", job.progress().done())
                .param("total", job.progress().total())
                .param("error", job.error())
                .param("position", job.papers().position())
                .param("report", job.papers().report())
                .param("final", job.state().isFinal())
                .param("lease", JobRows.seconds(holder.lease()))
                .param("id", job.id())
                .param("worker", holder.worker())
                .param("revision", job.revision())
                .query((row, number) -> row.getBoolean("cancel_asked") ? Saved.CANCEL : Saved.GO_ON)
                .optional()
                .orElse(Saved.LOST));
    }

    @Override
    public void release(Job job, Holder holder) {
        Blocking.translating(() -> jdbc.sql("update job set held_until = null, state = 'queued'"
                        + " where id = ? and held_by = ? and state = 'running'")
                .params(job.id(), holder.worker())
                .update());
    }

    @Override
    public int expire(String kind, Duration age) {
        return Blocking.translating(
                () -> jdbc.sql("""
                        delete from job where kind = ? and state in ('done', 'failed', 'cancelled')
                            and updated_at < now() - make_interval(secs => ?)""").params(kind, JobRows.seconds(age)).update());
    }
}
