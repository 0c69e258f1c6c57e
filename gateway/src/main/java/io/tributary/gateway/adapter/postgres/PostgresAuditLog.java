package io.tributary.gateway.adapter.postgres;

import io.tributary.gateway.audit.AuditEntry;
import io.tributary.gateway.audit.AuditIntake;
import io.tributary.gateway.audit.AuditLog;
import io.tributary.gateway.audit.Chain;
import io.tributary.gateway.audit.Link;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** The chains in a table; a tenant's head row is locked while its chain grows, so there is one writer per tenant. */
public final class PostgresAuditLog implements AuditLog, AuditIntake {

    private final Store store;

    public PostgresAuditLog(Store store) {
        this.store = store;
    }

    @Override
    public Mono<List<Link>> before(String tenant, long before, int limit) {
        return page(
                "select * from audit_link where tenant = :tenant and number < :number"
                        + " order by number desc limit :limit",
                tenant,
                before,
                limit);
    }

    @Override
    public Mono<List<Link>> after(String tenant, long after, int limit) {
        return page(
                "select * from audit_link where tenant = :tenant and number > :number"
                        + " order by number limit :limit",
                tenant,
                after,
                limit);
    }

    private Mono<List<Link>> page(String sql, String tenant, long number, int limit) {
        return store.later(jdbc -> jdbc.sql(sql)
                .param("tenant", tenant)
                .param("number", number)
                .param("limit", limit)
                .query(PostgresAuditLog::link)
                .list());
    }

    @Override
    public Mono<Chain> head(String tenant) {
        return store.later(jdbc -> head(jdbc, tenant, "")).defaultIfEmpty(Chain.EMPTY);
    }

    @Override
    public void take(List<Received> entries, List<Unreadable> unreadable) {
        store.inTransaction(() -> {
            // Tenants in one order everywhere: two instances then never wait for each other in a circle.
            var byTenant = new TreeMap<String, Map<String, AuditEntry>>();
            for (var received : entries) {
                byTenant.computeIfAbsent(received.entry().tenant(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(received.recordId(), received.entry());
            }
            byTenant.forEach(this::append);
            unreadable.forEach(this::bury);
        });
    }

    private void append(String tenant, Map<String, AuditEntry> entries) {
        var jdbc = store.jdbc();
        jdbc.sql("insert into audit_head (tenant, length, hash) values (:tenant, 0, :hash) on conflict do nothing")
                .param("tenant", tenant)
                .param("hash", Chain.EMPTY.hash())
                .update();
        var chain = head(jdbc, tenant, " for update");
        var known = jdbc.sql("select record_id from audit_link where tenant = :tenant and record_id in (:ids)")
                .param("tenant", tenant)
                .param("ids", entries.keySet())
                .query(String.class)
                .set();
        for (var received : entries.entrySet()) {
            if (!known.contains(received.getKey())) {
                var link = chain.next(received.getValue());
                insert(received.getKey(), link);
                chain = chain.with(link);
            }
        }
        jdbc.sql("update audit_head set length = :length, hash = :hash where tenant = :tenant")
                .param("length", chain.length())
                .param("hash", chain.hash())
                .param("tenant", tenant)
                .update();
    }

    private void insert(String recordId, Link link) {
        var entry = link.entry();
        store.jdbc()
                .sql("""
                        insert into audit_link (tenant, number, record_id, at, actor, action, target, outcome, trace_id,
                            service, hash)
                        values (:tenant, :number, :recordId, :at, :actor, :action, :target, :outcome, :traceId,
                            :service, :hash)""")
                .param("tenant", entry.tenant())
                .param("number", link.number())
                .param("recordId", recordId)
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", entry.action())
                .param("target", entry.target())
                .param("outcome", entry.outcome())
                .param("traceId", entry.traceId())
                .param("service", entry.service())
                .param("hash", link.hash())
                .update();
    }

    private void bury(Unreadable record) {
        store.jdbc()
                .sql("""
                        insert into dead_letter (topic, partition, position, reason, value)
                        values (:topic, :partition, :position, :reason, :value) on conflict do nothing""")
                .param("topic", record.topic())
                .param("partition", record.partition())
                .param("position", record.offset())
                .param("reason", record.reason())
                .param("value", record.bytesInHex())
                .update();
    }

    private static Chain head(JdbcClient jdbc, String tenant, String lock) {
        return jdbc.sql("select length, hash from audit_head where tenant = :tenant" + lock)
                .param("tenant", tenant)
                .query((row, _) -> new Chain(row.getLong("length"), row.getString("hash")))
                .optional()
                .orElse(Chain.EMPTY);
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                row.getLong("number"),
                new AuditEntry(
                        row.getString("tenant"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("outcome"),
                        row.getString("trace_id"),
                        row.getString("service")),
                row.getString("hash"));
    }
}
