package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.Consents;
import io.tributary.identity.preference.Preferences;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person's answers in PostgreSQL: two reads by key. */
public final class PostgresPreferences implements Preferences {

    private final JdbcClient jdbc;
    private final GraphReader graph;

    public PostgresPreferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.graph = new GraphReader(jdbc);
    }

    private record Leads(UUID to, long splitNumber) {}

    @Override
    public Optional<Current> current(String tenant, UUID profile) {
        return Faults.translated(() -> leads(tenant, profile)
                .map(it -> new Current(
                        graph.consents(tenant, Arrays.uuids(List.of(it.to()))).getOrDefault(it.to(), Consents.none()),
                        it.splitNumber())));
    }

    private Optional<Leads> leads(String tenant, UUID profile) {
        return jdbc.sql("""
                select coalesce(merged_into, id) as leads_to, coalesce(split_number, 0) as split_number from profile
                where tenant = ? and id = ?::uuid""")
                .params(tenant, profile.toString())
                .query((row, _) -> new Leads(Rows.uuid(row, "leads_to"), row.getLong("split_number")))
                .optional();
    }
}
