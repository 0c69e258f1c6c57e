package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.idempotency.Claim;
import io.tributary.ingestion.idempotency.StoredAnswers;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Answers in PostgreSQL; the primary key lets one claim win. */
public final class PostgresStoredAnswers implements StoredAnswers {

    // A claim without an answer after this long belongs to a process that is gone.
    private static final int ABANDONED_SECONDS = 60;

    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresStoredAnswers(JdbcClient db, Scheduler blocking) {
        this.db = db;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public Mono<Claim> claim(String tenant, String key, String requestHash) {
        return jdbc.one(() -> {
            int won = db.sql("""
                            insert into idempotency as i (tenant, key, request_hash) values (:tenant, :key, :hash)
                            on conflict (tenant, key) do update set created_at = now()
                            where i.answer is null and i.request_hash = :hash
                                and i.created_at < now() - make_interval(secs => :abandoned)""")
                    .param("tenant", tenant)
                    .param("key", key)
                    .param("hash", requestHash)
                    .param("abandoned", ABANDONED_SECONDS)
                    .update();
            return won > 0 ? new Claim.Fresh() : stored(tenant, key, requestHash);
        });
    }

    private Claim stored(String tenant, String key, String requestHash) {
        return db.sql("select request_hash, answer from idempotency where tenant = :tenant and key = :key")
                .param("tenant", tenant)
                .param("key", key)
                .query((row, number) -> {
                    var answer = row.getString("answer");
                    if (!row.getString("request_hash").equals(requestHash)) {
                        return new Claim.Conflicting();
                    }
                    return answer == null ? new Claim.Running() : new Claim.Answered(answer);
                })
                .optional()
                .<Claim>map(it -> it)
                // Released in between: as good as still running, the caller comes again.
                .orElseGet(Claim.Running::new);
    }

    @Override
    public Mono<Void> keep(String tenant, String key, String sealed) {
        return jdbc.one(() -> db.sql("update idempotency set answer = :answer where tenant = :tenant and key = :key")
                        .param("answer", sealed)
                        .param("tenant", tenant)
                        .param("key", key)
                        .update())
                .then();
    }

    @Override
    public Mono<Void> release(String tenant, String key) {
        return jdbc.one(() -> db.sql("delete from idempotency where tenant = :tenant and key = :key and answer is null")
                        .param("tenant", tenant)
                        .param("key", key)
                        .update())
                .then();
    }

    @Override
    public Mono<Integer> expire(Duration age) {
        return jdbc.one(() -> db.sql("delete from idempotency where created_at < now() - make_interval(secs => :age)")
                .param("age", age.toSeconds())
                .update());
    }
}
