package io.tributary.identity.adapter.postgres;

import io.tributary.identity.intake.DeadLetters;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The dead letter table. */
public final class PostgresDeadLetters implements DeadLetters {

    private final JdbcClient jdbc;
    private final Clock realClock;

    public PostgresDeadLetters(JdbcClient jdbc, Clock realClock) {
        this.jdbc = jdbc;
        this.realClock = realClock;
    }

    @Override
    public void keep(Place place, Reason reason, byte[] value) {
        Faults.translated(() -> jdbc.sql("""
                        insert into dead_letter (topic, partition, record_offset, tenant, reason, value, kept_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(place.topic())
                .param(place.partition())
                .param(place.offset())
                .param(place.tenant())
                .param(reason.name())
                .param(value)
                .param(realClock.millis())
                .update());
    }
}
