package io.tributary.activation.adapter.postgres;

import io.tributary.activation.contact.Contact;
import io.tributary.activation.suppression.People;
import io.tributary.activation.suppression.Person;
import io.tributary.activation.suppression.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the gate asks about people, read in one transaction so that contact and suppressions belong together. */
public final class PostgresPeople implements People {

    private final Store store;
    private final JsonMapper json;
    private final Duration heartbeatLimit;

    /** @param heartbeatLimit how old a partition's last sign of life may be */
    public PostgresPeople(Store store, JsonMapper json, Duration heartbeatLimit) {
        this.store = store;
        this.json = json;
        this.heartbeatLimit = heartbeatLimit;
    }

    @Override
    public Map<String, Person> load(String tenant, Collection<String> profileIds, Instant realNow) {
        return store.in(jdbc -> load(jdbc, tenant, profileIds, realNow));
    }

    Map<String, Person> load(JdbcClient jdbc, String tenant, Collection<String> profileIds, Instant realNow) {
        var alive = alivePartitions(jdbc, realNow);
        var suppressions = suppressions(jdbc, tenant, profileIds);
        var people = new HashMap<String, Person>();
        jdbc.sql(
                        "select profile_id, partition, body from contact where tenant = :tenant and profile_id = any(:profiles)")
                .param("tenant", tenant)
                .param("profiles", Store.texts(profileIds))
                .query(row -> {
                    var id = row.getString("profile_id");
                    people.put(
                            id,
                            new Person(
                                    id,
                                    json.readValue(row.getString("body"), Contact.class),
                                    alive.contains(row.getInt("partition")),
                                    suppressions.getOrDefault(id, List.of())));
                });
        profileIds.forEach(it -> people.putIfAbsent(it, new Person(it, null, false, List.of())));
        return people;
    }

    private Set<Integer> alivePartitions(JdbcClient jdbc, Instant realNow) {
        return new HashSet<>(jdbc.sql("select partition from heartbeat where at_ms >= :limit")
                .param("limit", realNow.minus(heartbeatLimit).toEpochMilli())
                .query(Integer.class)
                .list());
    }

    private static Map<String, List<Suppression>> suppressions(
            JdbcClient jdbc, String tenant, Collection<String> profileIds) {
        var found = new HashMap<String, List<Suppression>>();
        jdbc.sql("""
                        select d.profile_id, s.* from contact_digest d
                        join suppression s on s.tenant = d.tenant and s.digest = d.digest
                        where d.tenant = :tenant and d.profile_id = any(:profiles)
                        """)
                .param("tenant", tenant)
                .param("profiles", Store.texts(profileIds))
                .query(row -> {
                    found.computeIfAbsent(row.getString("profile_id"), _ -> new ArrayList<>())
                            .add(SuppressionRow.read(row));
                });
        return found;
    }
}
