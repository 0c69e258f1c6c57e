package io.tributary.activation.adapter.postgres;

import io.tributary.activation.idempotency.IdempotentAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Idempotent answers as a table. */
public final class PostgresIdempotentAnswers implements IdempotentAnswers {

    private static final Duration KEPT = Duration.ofDays(1);

    private final Store store;
    private final Clock realClock;

    public PostgresIdempotentAnswers(Store store, Clock realClock) {
        this.store = store;
        this.realClock = realClock;
    }

    @Override
    public Optional<Answered> find(String tenant, String key) {
        return store.in(jdbc -> jdbc.sql("""
                        select request_hash, status, body from idempotent_answer
                        where tenant = :tenant and key = :key and at_ms > :since
                        """)
                .param("tenant", tenant)
                .param("key", key)
                .param("since", realClock.instant().minus(KEPT).toEpochMilli())
                .query((row, number) ->
                        new Answered(row.getString("request_hash"), row.getInt("status"), row.getString("body")))
                .optional());
    }

    @Override
    public void keep(String tenant, String key, Answered answered) {
        store.in(jdbc -> jdbc.sql("""
                        insert into idempotent_answer (tenant, key, request_hash, status, body, at_ms)
                        values (:tenant, :key, :hash, :status, :body, :at)
                        on conflict (tenant, key) do update set request_hash = excluded.request_hash,
                            status = excluded.status, body = excluded.body, at_ms = excluded.at_ms
                        """)
                .param("tenant", tenant)
                .param("key", key)
                .param("hash", answered.requestHash())
                .param("status", answered.status())
                .param("body", answered.body())
                .param("at", realClock.millis())
                .update());
    }

    @Override
    public int forgetOld() {
        return store.in(jdbc -> jdbc.sql("delete from idempotent_answer where at_ms <= :before")
                .param("before", realClock.instant().minus(KEPT).toEpochMilli())
                .update());
    }
}
