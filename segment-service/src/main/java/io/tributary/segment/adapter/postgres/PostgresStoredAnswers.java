package io.tributary.segment.adapter.postgres;

import io.tributary.segment.registry.StoredAnswers;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Stored answers in PostgreSQL; what is older than a day is dropped when a new one comes. */
public final class PostgresStoredAnswers implements StoredAnswers {

    private final JdbcClient jdbc;
    private final Blocking blocking;

    public PostgresStoredAnswers(JdbcClient jdbc, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public Mono<Answer> find(String tenant, String idempotencyKey) {
        return blocking.ask(() -> jdbc.sql("""
                        select request_hash, status, body from stored_answer
                        where tenant = ? and idempotency_key = ? and stored_at > now() - interval '24 hours'
                        """)
                .params(tenant, idempotencyKey)
                .query((row, number) ->
                        new Answer(row.getString("request_hash"), row.getInt("status"), row.getString("body")))
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Void> keep(String tenant, String idempotencyKey, Answer answer) {
        return blocking.ask(() -> {
                    jdbc.sql("delete from stored_answer where stored_at <= now() - interval '24 hours'")
                            .update();
                    return jdbc.sql("insert into stored_answer (tenant, idempotency_key, request_hash, status, body)"
                                    + " values (?, ?, ?, ?, ?) on conflict do nothing")
                            .params(tenant, idempotencyKey, answer.requestHash(), answer.status(), answer.body())
                            .update();
                })
                .then();
    }
}
