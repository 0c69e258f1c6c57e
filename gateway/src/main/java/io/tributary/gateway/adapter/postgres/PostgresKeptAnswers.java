package io.tributary.gateway.adapter.postgres;

import io.tributary.gateway.repeat.KeptAnswer;
import io.tributary.gateway.repeat.KeptAnswers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** Kept answers in a table; an answer counts for a day and is deleted by {@link #forgetOld}. */
public final class PostgresKeptAnswers implements KeptAnswers {

    private static final Duration KEPT_FOR = Duration.ofHours(24);

    private final Store store;
    private final InstantSource clock;

    public PostgresKeptAnswers(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Mono<KeptAnswer> find(String tenant, String key) {
        return store.later(jdbc -> jdbc.sql("""
                                select request_hash, status, body from kept_answer
                                where tenant = :tenant and answer_key = :key and kept_at > :since""")
                        .param("tenant", tenant)
                        .param("key", key)
                        .param("since", oldest())
                        .query((row, _) -> new KeptAnswer(
                                row.getString("request_hash"), row.getInt("status"), row.getString("body")))
                        .optional())
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<Void> keep(String tenant, String key, KeptAnswer answer) {
        return store.later(jdbc -> jdbc.sql("""
                                insert into kept_answer (tenant, answer_key, request_hash, status, body, kept_at)
                                values (:tenant, :key, :hash, :status, :body, :now)
                                on conflict (tenant, answer_key) do nothing""")
                        .param("tenant", tenant)
                        .param("key", key)
                        .param("hash", answer.requestHash())
                        .param("status", answer.status())
                        .param("body", answer.body())
                        .param("now", Timestamp.from(clock.instant()))
                        .update())
                .then();
    }

    /** Deletes what no longer counts. Blocking. */
    public void forgetOld() {
        store.now(jdbc -> jdbc.sql("delete from kept_answer where kept_at <= :since")
                .param("since", oldest())
                .update());
    }

    private Timestamp oldest() {
        return Timestamp.from(clock.instant().minus(KEPT_FOR));
    }
}
