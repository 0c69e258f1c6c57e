package io.tributary.activation.adapter.postgres;

import io.tributary.activation.suppression.Person;
import io.tributary.activation.suppression.Reach;
import io.tributary.activation.suppression.Statements;
import io.tributary.activation.suppression.Statements.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notices whose reachability became another one, and writes down the new one for the others to know. */
final class Reaching {

    private final Statements statements;
    private final Clock suiteClock;

    Reaching(Statements statements, Clock suiteClock) {
        this.statements = statements;
        this.suiteClock = suiteClock;
    }

    /** For people who have a contact; inside the transaction of the change. */
    void restate(JdbcClient jdbc, String tenant, Collection<Person> people) {
        var before = fingerprints(jdbc, tenant, people);
        var now = suiteClock.instant();
        var changed = new HashMap<String, String>();
        var restated = new ArrayList<Statement>();
        for (var person : people) {
            if (person.contact() == null) {
                continue;
            }
            var reach = Reach.of(person, now);
            if (!reach.fingerprint().equals(before.get(person.profileId()))) {
                changed.put(person.profileId(), reach.fingerprint());
                restated.add(statements.reachability(tenant, person.profileId(), reach, now));
            }
        }
        if (!changed.isEmpty()) {
            ContactRows.lock(jdbc, tenant, changed.keySet());
            store(jdbc, tenant, changed);
            PostgresOutbox.put(jdbc, restated);
        }
    }

    /** Takes back what was said about the profiles; what still waits to be said goes out before. */
    void forget(JdbcClient jdbc, String tenant, Collection<String> profileIds) {
        PostgresOutbox.put(
                jdbc,
                profileIds.stream()
                        .sorted()
                        .map(it -> statements.forgotten(tenant, it))
                        .toList());
    }

    private static Map<String, String> fingerprints(JdbcClient jdbc, String tenant, Collection<Person> people) {
        var found = new HashMap<String, String>();
        jdbc.sql("select profile_id, reach from contact where tenant = :tenant and profile_id = any(:profiles)")
                .param("tenant", tenant)
                .param("profiles", Store.texts(people, Person::profileId))
                .query(row -> {
                    found.put(row.getString("profile_id"), row.getString("reach"));
                });
        return found;
    }

    private static void store(JdbcClient jdbc, String tenant, Map<String, String> changed) {
        jdbc.sql("""
                        update contact c set reach = s.reach
                        from unnest(cast(:profiles as text[]), cast(:reaches as text[])) s (profile_id, reach)
                        where c.tenant = :tenant and c.profile_id = s.profile_id
                        """)
                .param("tenant", tenant)
                .param("profiles", Store.texts(changed.keySet()))
                .param("reaches", Store.texts(changed.values()))
                .update();
    }
}
