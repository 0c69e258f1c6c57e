package io.tributary.identity.adapter.postgres;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.identifier.Namespace;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.Sought;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds a person's identifiers in the graph: by profile, by value, and, where a value tells who somebody is, by the same value
 * in any other namespace and in whatever case.
 */
final class PersonNodes {

    /** The values are few, and both indices have the value first. */
    private static final String FOUND = """
            select id, profile_id from node where tenant = :tenant and profile_id = any(:profiles::uuid[])
            union
            select node.id, profile_id from node
                join unnest(:namespaces::text[], :values::text[]) as row(namespace, value)
                    on row.value = node.value and row.namespace = node.namespace
            where node.tenant = :tenant
            union
            select id, profile_id from node where tenant = :tenant and value = any(:telling)
            union
            select id, profile_id from node
            where tenant = :tenant and lower(value) = any(:telling) and value <> lower(value)""";

    private final JdbcClient jdbc;

    PersonNodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Values with their namespaces, as two columns. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: parameters of one statement.
    record Values(String[] namespaces, String[] texts) {}

    static Values values(Person person) {
        var known = new ArrayList<>(Sought.of(person).identifiers());
        return new Values(
                known.stream().map(Identifier::namespace).toArray(String[]::new),
                known.stream().map(Identifier::value).toArray(String[]::new));
    }

    /** Numbers of nodes with the profiles that have them. */
    Map<Long, UUID> of(String tenant, Person person) {
        var values = values(person);
        var found = new HashMap<Long, UUID>();
        jdbc.sql(FOUND)
                .param("tenant", tenant)
                .param("profiles", Arrays.uuids(person.profileIds()))
                .param("namespaces", values.namespaces())
                .param("values", values.texts())
                .param("telling", Sought.telling(person).toArray(String[]::new))
                .query(row -> {
                    found.put(row.getLong("id"), Rows.uuid(row, "profile_id"));
                });
        return found;
    }

    /** What is known by these numbers, the oldest first; visits on shared devices are nothing anybody is known by. */
    List<Identifier> identifiers(String tenant, Map<Long, UUID> nodes) {
        return jdbc
                .sql("select namespace, value from node where tenant = ? and id = any(?) order by id")
                .params(tenant, Arrays.longs(nodes.keySet()))
                .query((row, _) -> new Identifier(Rows.text(row, "namespace"), Rows.text(row, "value")))
                .list()
                .stream()
                .filter(it -> !it.namespace().equals(Namespace.DEVICE_SESSION))
                .toList();
    }

    /** Of these profiles those that have no other identifier than these: who they are is told by a value of the person. */
    List<UUID> onlyThese(String tenant, Map<Long, UUID> nodes, Stream<UUID> profiles) {
        return jdbc.sql("""
                select id from unnest(?::uuid[]) as row(id) where not exists (
                    select from node where tenant = ? and profile_id = row.id and id <> all(?))""")
                .params(Arrays.uuids(profiles.distinct().toList()), tenant, Arrays.longs(nodes.keySet()))
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }
}
