package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.infer.InferPlan;
import io.tributary.ingestion.infer.Proposals;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Results of inference jobs in PostgreSQL, beside their jobs. */
public final class PostgresProposals implements Proposals {

    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresProposals(JdbcClient db, Scheduler blocking) {
        this.db = db;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public Mono<Void> keep(String tenant, String jobId, String proposal) {
        return jdbc.one(() -> db.sql("insert into plan_proposal (tenant, job_id, proposal)"
                                + " values (:tenant, :job, :proposal)"
                                + " on conflict (job_id) do update set proposal = excluded.proposal")
                        .param("tenant", tenant)
                        .param("job", jobId)
                        .param("proposal", proposal)
                        .update())
                .then();
    }

    @Override
    public Mono<String> find(String tenant, String jobId) {
        return jdbc.one(() -> db.sql("select proposal from plan_proposal where tenant = :tenant and job_id = :job")
                .param("tenant", tenant)
                .param("job", jobId)
                .query(String.class)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Integer> endAbandoned(Duration idle) {
        return jdbc.one(() -> db.sql("update job set state = 'failed', updated_at = now(),"
                        + " error = 'Its process was stopped: start it again.'"
                        + " where kind = :kind and state in ('queued', 'running')"
                        + " and updated_at < now() - make_interval(secs => :seconds)")
                .param("kind", InferPlan.KIND)
                .param("seconds", idle.toSeconds())
                .update());
    }

    @Override
    public Mono<Integer> expire(Duration age) {
        return jdbc.one(
                () -> db.sql("delete from plan_proposal where created_at < now() - make_interval(secs => :seconds)")
                        .param("seconds", age.toSeconds())
                        .update());
    }
}
