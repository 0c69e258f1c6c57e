package io.tributary.identity.adapter.postgres;

import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.Sought;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts what must not be found in the tables of the graph once a person is erased. */
final class PersonCounts {

    /** From each table, by its name, the rows that hold something of the person. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("profile", "id = any(:profiles::uuid[]) or merged_into = any(:profiles::uuid[])");
        TABLES.put("edge", "node_a = any(:nodes) or (node_b = any(:nodes) and revoked_number is not null)");
        TABLES.put("merge", "survivor = any(:profiles::uuid[]) or loser = any(:profiles::uuid[])");
        TABLES.put("consent", "profile_id = any(:profiles::uuid[])");
        TABLES.put("consent_record", "profile_id = any(:profiles::uuid[])");
        TABLES.put("consent_said", "node_id = any(:nodes)");
        TABLES.put("linkable_trait", "node_id = any(:nodes)");
        TABLES.put("suggestion", "left_profile = any(:profiles::uuid[]) or right_profile = any(:profiles::uuid[])");
        TABLES.put("guard_hit", """
                profile_id = any(:profiles::uuid[]) or competing && :profiles::uuid[] or lower(value) = any(:telling)
                    or (namespace, value) in (select * from unnest(:namespaces::text[], :values::text[]))""");
    }

    private final JdbcClient jdbc;

    PersonCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rows by table; none for a table without any. */
    Map<String, Long> of(String tenant, Person person) {
        var found = new PersonNodes(jdbc).of(tenant, person).keySet();
        var nodes = new HashSet<>(found);
        nodes.addAll(person.nodes());
        var counts = new LinkedHashMap<String, Long>();
        counts.put("node", (long) found.size());
        counts.put("login", logins(tenant, Arrays.longs(nodes)));
        TABLES.forEach((table, own) -> counts.put(table, count(table, own, tenant, person, Arrays.longs(nodes))));
        counts.merge("linkable_trait", new PersonTraits(jdbc).count(tenant, person), Long::sum);
        counts.values().removeIf(it -> it == 0);
        return counts;
    }

    private long logins(String tenant, Long[] nodes) {
        return jdbc.sql("select count(*) from node where tenant = ? and owners is not null and owners && ?")
                .params(tenant, nodes)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private long count(String table, String own, String tenant, Person person, Long[] nodes) {
        var values = PersonNodes.values(person);
        return jdbc.sql("select count(*) from " + table + " where tenant = :tenant and (" + own + ")")
                .param("tenant", tenant)
                .param("profiles", Arrays.uuids(person.profileIds()))
                .param("nodes", nodes)
                .param("telling", Sought.telling(person).toArray(String[]::new))
                .param("namespaces", values.namespaces())
                .param("values", values.texts())
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
