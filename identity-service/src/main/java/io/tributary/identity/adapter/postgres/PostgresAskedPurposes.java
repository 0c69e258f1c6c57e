package io.tributary.identity.adapter.postgres;

import io.tributary.identity.preference.AskedPurposes;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What tenants ask for, in PostgreSQL. */
public final class PostgresAskedPurposes implements AskedPurposes {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public PostgresAskedPurposes(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public List<String> of(String tenant) {
        return Faults.translated(() -> jdbc.sql("select purpose from asked_purpose where tenant = ? order by place")
                .param(tenant)
                .query((row, _) -> Rows.text(row, "purpose"))
                .list());
    }

    /** Under the tenant's lock, so that of two who replace at once one is whole. */
    @Override
    public void replace(String tenant, List<String> purposes) {
        var places = IntStream.range(0, purposes.size()).boxed().toList();
        Faults.translated(() -> Objects.requireNonNull(transactions.execute(_ -> {
            TenantLock.take(jdbc, tenant);
            jdbc.sql("delete from asked_purpose where tenant = ?").param(tenant).update();
            return jdbc.sql("""
                    insert into asked_purpose (tenant, place, purpose)
                    select ?, place, purpose from unnest(?::bigint[], ?::text[]) as row(place, purpose)""")
                    .param(tenant)
                    .param(Arrays.longs(places, Integer::longValue))
                    .param(Arrays.texts(purposes, it -> it))
                    .update();
        })));
    }
}
