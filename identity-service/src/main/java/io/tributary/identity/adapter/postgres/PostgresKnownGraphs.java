package io.tributary.identity.adapter.postgres;

import io.tributary.identity.simulation.KnownGraph;
import io.tributary.identity.simulation.KnownGraphs;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads people for a simulation from one snapshot, without the tenant's lock. A person is drawn by their oldest
 * identifier, so that people with many identifiers are not drawn more often.
 */
public final class PostgresKnownGraphs implements KnownGraphs {

    /** How many draws are made until enough people are there; each is an eighth of what is wanted. */
    private static final int DRAWS = 32;

    private final JdbcClient jdbc;
    private final GraphReader graph;
    private final TransactionTemplate snapshot;

    public PostgresKnownGraphs(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.graph = new GraphReader(jdbc);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public KnownGraph read(String tenant, int identifiers, long seed) {
        return Faults.translated(() -> snapshot.execute(_ -> {
            var counters = graph.counters(tenant);
            long met = counters.nextNode() - 1;
            var reading = new KnownGraphReading(jdbc, tenant, identifiers);
            if (met <= identifiers) {
                reading.follow(everybody(tenant));
            } else {
                draw(reading, tenant, new SplittableRandom(seed), met, identifiers);
            }
            return reading.known(counters.number(), met);
        }));
    }

    private List<UUID> everybody(String tenant) {
        return jdbc.sql("select id from profile where tenant = ? and merged_into is null order by id")
                .param(tenant)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    private void draw(KnownGraphReading reading, String tenant, SplittableRandom random, long met, int identifiers) {
        for (int i = 0; i < DRAWS && !reading.isFull(); i++) {
            var drawn = new HashSet<Long>();
            random.longs(Math.max(1, identifiers / 8), 1, met + 1).forEach(drawn::add);
            reading.follow(jdbc.sql("""
                    select profile_id as id from node
                    where tenant = ? and id = any(?) and not exists (
                        select 1 from node older
                        where older.tenant = node.tenant and older.profile_id = node.profile_id and older.id < node.id)
                    order by id""")
                    .param(tenant)
                    .param(Arrays.longs(drawn))
                    .query((row, _) -> Rows.uuid(row, "id"))
                    .list());
        }
    }
}
