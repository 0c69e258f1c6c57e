package io.tributary.segment.adapter.postgres;

import io.tributary.segment.store.DeadLetters;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dead letters as rows: topic, partition, offset and reason. */
public final class PostgresDeadLetters implements DeadLetters {

    private final JdbcClient jdbc;

    public PostgresDeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void note(DeadLetter letter) {
        Blocking.translating(() -> jdbc.sql("insert into dead_letter (topic, partition_no, record_offset, reason)"
                        + " values (?, ?, ?, ?) on conflict do nothing")
                .params(letter.topic(), letter.partition(), letter.offset(), letter.reason())
                .update());
    }
}
