package io.tributary.identity.adapter.postgres;

import io.tributary.identity.rules.IdentityRules;
import io.tributary.identity.rules.RuleBooks;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The tenants' rules in PostgreSQL. A new version takes a graph number, so every instance hears of it. */
public final class PostgresRules implements RuleBooks {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final GraphReader reader;
    private final GraphWriter writer;
    private final RulesTable table;

    public PostgresRules(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.reader = new GraphReader(jdbc);
        this.writer = new GraphWriter(jdbc);
        this.table = new RulesTable(jdbc);
    }

    @Override
    public IdentityRules current(String tenant) {
        return Faults.translated(
                () -> table.version(tenant, reader.counters(tenant).rulesVersion()));
    }

    @Override
    public IdentityRules replace(String tenant, IdentityRules proposal, String account, long at) {
        return Faults.translated(() -> Objects.requireNonNull(transactions.execute(_ -> {
            TenantLock.take(jdbc, tenant);
            var counters = reader.counters(tenant);
            var next = new IdentityRules(
                    counters.rulesVersion() + 1,
                    Map.copyOf(proposal.namespaces()),
                    proposal.maxIdentifiers(),
                    proposal.maxMerges(),
                    proposal.sharedDevices());
            table.add(tenant, next, account, at);
            writer.counters(
                    tenant,
                    new GraphReader.Counters(
                            counters.number() + 1,
                            counters.nextNode(),
                            counters.nextEdge(),
                            next.version(),
                            counters.erasures()));
            return next;
        })));
    }
}
