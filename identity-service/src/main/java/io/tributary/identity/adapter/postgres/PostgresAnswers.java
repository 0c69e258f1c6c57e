package io.tributary.identity.adapter.postgres;

import io.tributary.identity.change.Answers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of kept answers; those older than a day go with the next one that is kept. */
public final class PostgresAnswers implements Answers {

    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock realClock;

    public PostgresAnswers(JdbcClient jdbc, Clock realClock) {
        this.jdbc = jdbc;
        this.realClock = realClock;
    }

    @Override
    public Optional<Answer> find(String tenant, String key) {
        return Faults.translated(() -> jdbc.sql("""
                        select request_hash, status, answer from idempotency
                        where tenant = ? and key = ? and answered_at > ?""")
                .params(tenant, key, realClock.millis() - KEPT.toMillis())
                .query((row, _) ->
                        new Answer(Rows.text(row, "request_hash"), row.getInt("status"), Rows.text(row, "answer")))
                .optional());
    }

    @Override
    public void keep(String tenant, String key, Answer answer) {
        Faults.translated(() -> {
            long now = realClock.millis();
            jdbc.sql("delete from idempotency where tenant = ? and answered_at <= ?")
                    .params(tenant, now - KEPT.toMillis())
                    .update();
            return jdbc.sql("""
                    insert into idempotency (tenant, key, request_hash, status, answer, answered_at)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(tenant, key, answer.requestHash(), answer.status(), answer.body(), now)
                    .update();
        });
    }
}
