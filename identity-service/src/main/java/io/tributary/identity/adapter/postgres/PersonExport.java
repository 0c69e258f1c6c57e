package io.tributary.identity.adapter.postgres;

import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivatePeople;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that the graph keeps about a person, row by row. */
final class PersonExport {

    private static final int ROWS_AT_ONCE = 500;

    private static final String OWN_NODES =
            "(select id from node where tenant = :tenant and profile_id = any(:profiles::uuid[]))";

    /** From each table, by its name, the rows that are the person's. */
    private static final Map<String, String> STORES = new LinkedHashMap<>();

    static {
        STORES.put("profile", "tenant = :tenant and id = any(:profiles::uuid[])");
        STORES.put("node", "tenant = :tenant and profile_id = any(:profiles::uuid[])");
        STORES.put("edge", "tenant = :tenant and (node_a in " + OWN_NODES + " or node_b in " + OWN_NODES + ")");
        STORES.put(
                "merge", "tenant = :tenant and (survivor = any(:profiles::uuid[]) or loser = any(:profiles::uuid[]))");
        STORES.put("linkable_trait", "tenant = :tenant and node_id in " + OWN_NODES);
        STORES.put("consent", "tenant = :tenant and profile_id = any(:profiles::uuid[])");
        STORES.put("consent_record", "tenant = :tenant and profile_id = any(:profiles::uuid[])");
        STORES.put("consent_said", "tenant = :tenant and node_id in " + OWN_NODES);
        STORES.put("guard_hit", "tenant = :tenant and profile_id = any(:profiles::uuid[])");
        STORES.put(
                "suggestion",
                "tenant = :tenant and (left_profile = any(:profiles::uuid[]) or right_profile = any(:profiles::uuid[]))");
    }

    private final JdbcClient jdbc;

    PersonExport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void collect(String tenant, Person person, PrivatePeople.Sink sink) {
        STORES.forEach((table, own) -> jdbc.sql(
                        "select row_to_json(kept)::text from (select * from " + table + " where " + own + ") kept")
                .withFetchSize(ROWS_AT_ONCE)
                .param("tenant", tenant)
                .param("profiles", Arrays.uuids(person.profileIds()))
                .query(row -> {
                    sink.take(table, Objects.requireNonNull(row.getString(1)));
                }));
    }
}
