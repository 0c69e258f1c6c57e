package io.tributary.identity.adapter.postgres;

import io.tributary.identity.change.Outbox;
import io.tributary.identity.change.OutgoingRecord;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox table. Row ids rise in number order within a tenant, because they are given under the tenant's lock; the
 * relay's own lock lives as long as its transaction, so a dead relay frees it.
 */
public final class PostgresOutbox implements Outbox {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public PostgresOutbox(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record Row(long id, OutgoingRecord record) {}

    @Override
    public Turn relay(int limit, Consumer<List<OutgoingRecord>> sender) {
        return Faults.translated(() -> Objects.requireNonNull(transactions.execute(_ -> turn(limit, sender))));
    }

    private Turn turn(int limit, Consumer<List<OutgoingRecord>> sender) {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('cdp-identity-relay', 0))")
                .query((row, _) -> row.getBoolean(1))
                .single();
        if (!mine) {
            return Turn.others();
        }
        var rows = jdbc.sql("select id, topic, key, value from outbox order by id limit ?")
                .param(limit)
                .query((row, _) -> new Row(
                        row.getLong("id"),
                        new OutgoingRecord(Rows.text(row, "topic"), Rows.text(row, "key"), row.getBytes("value"))))
                .list();
        if (!rows.isEmpty()) {
            sender.accept(rows.stream().map(Row::record).toList());
            jdbc.sql("delete from outbox where id = any(?)")
                    .param(Arrays.longs(rows, Row::id))
                    .update();
        }
        return new Turn(true, rows.size(), oldest());
    }

    private OptionalLong oldest() {
        return jdbc.sql("select written_at from outbox order by id limit 1")
                .query((row, _) -> row.getLong(1))
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public long pending() {
        return Faults.translated(() -> jdbc.sql("select count(*) from outbox")
                .query((row, _) -> row.getLong(1))
                .single());
    }
}
