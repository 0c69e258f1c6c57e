package io.tributary.activation.adapter.postgres;

import io.tributary.activation.suppression.Outbox;
import io.tributary.activation.suppression.Statements.Content;
import io.tributary.activation.suppression.Statements.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a table; an advisory lock lets one relay at a time send. */
public final class PostgresOutbox implements Outbox {

    // Any number, the same in all instances.
    private static final long RELAY_LOCK = 8_104_311_905L;

    private final Store store;

    public PostgresOutbox(Store store) {
        this.store = store;
    }

    static void put(JdbcClient jdbc, Collection<Statement> statements) {
        for (var statement : statements) {
            jdbc.sql("insert into outbox (topic, key, value) values (:topic, :key, :value)")
                    .param("topic", statement.topic())
                    .param("key", statement.key())
                    .param("value", bytes(statement.content()), Types.BINARY)
                    .update();
        }
    }

    private static byte @Nullable [] bytes(@Nullable Content content) {
        return content == null ? null : content.bytes();
    }

    private static @Nullable Content content(byte @Nullable [] bytes) {
        return bytes == null ? null : new Content(bytes);
    }

    @Override
    public int relay(int limit, Sender sender) {
        return store.in(jdbc -> {
            boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                    .param("lock", RELAY_LOCK)
                    .query(Boolean.class)
                    .single();
            if (!mine) {
                return 0;
            }
            var waiting = oldest(jdbc, limit);
            if (!waiting.isEmpty()) {
                sender.send(waiting);
                jdbc.sql("delete from outbox where id = any(:ids)")
                        .param("ids", Store.numbers(waiting, Waiting::number))
                        .update();
            }
            return waiting.size();
        });
    }

    private static List<Waiting> oldest(JdbcClient jdbc, int limit) {
        return jdbc.sql("select id, topic, key, value from outbox order by id limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Waiting(
                        row.getLong("id"),
                        new Statement(row.getString("topic"), row.getString("key"), content(row.getBytes("value")))))
                .list();
    }

    @Override
    public long pending() {
        return store.in(jdbc ->
                jdbc.sql("select count(*) from outbox").query(Long.class).single());
    }
}
