package io.tributary.activation.adapter.postgres;

import io.tributary.activation.contact.Contact;
import io.tributary.activation.contact.ContactInbox;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Contacts and heartbeats as they come, with the digests by which suppressions find people. */
public final class PostgresContacts implements ContactInbox {

    private final Store store;
    private final PostgresPeople people;
    private final Reaching reaching;
    private final JsonMapper json;
    private final Clock realClock;

    PostgresContacts(Store store, PostgresPeople people, Reaching reaching, JsonMapper json, Clock realClock) {
        this.store = store;
        this.people = people;
        this.reaching = reaching;
        this.json = json;
        this.realClock = realClock;
    }

    @Override
    public void apply(Collection<Arrived> arrived, Collection<Gone> gone, Map<Integer, Long> heartbeats) {
        var newest = new LinkedHashMap<String, Arrived>();
        arrived.forEach(it -> newest.merge(
                it.contact().tenant() + "/" + it.contact().profileId(),
                it,
                (old, next) -> next.contact().version() >= old.contact().version() ? next : old));
        var byTenant = newest.values().stream()
                .collect(Collectors.groupingBy(it -> it.contact().tenant(), TreeMap::new, Collectors.toList()));
        store.in(jdbc -> {
            lock(jdbc, newest.values(), gone);
            byTenant.forEach((tenant, of) -> applyTenant(jdbc, tenant, of));
            gone.stream()
                    .sorted(Comparator.comparing(Gone::tenant).thenComparing(Gone::profileId))
                    .forEach(it -> forget(jdbc, it));
            heartbeats.forEach((partition, at) -> beat(jdbc, partition, at));
            return true;
        });
    }

    /** All contacts of the batch before the first mark, in one order. */
    private static void lock(JdbcClient jdbc, Collection<Arrived> arrived, Collection<Gone> gone) {
        var touched = new TreeMap<String, Set<String>>();
        arrived.forEach(it -> touched.computeIfAbsent(it.contact().tenant(), _ -> new TreeSet<>())
                .add(it.contact().profileId()));
        gone.forEach(
                it -> touched.computeIfAbsent(it.tenant(), _ -> new TreeSet<>()).add(it.profileId()));
        touched.forEach((tenant, profiles) -> ContactRows.lock(jdbc, tenant, profiles));
    }

    private void applyTenant(JdbcClient jdbc, String tenant, List<Arrived> arrived) {
        var changed = upsert(jdbc, tenant, arrived);
        if (changed.isEmpty()) {
            return;
        }
        var byId = arrived.stream().collect(Collectors.toMap(it -> it.contact().profileId(), it -> it));
        indexDigests(jdbc, tenant, changed, byId);
        reaching.restate(
                jdbc,
                tenant,
                people.load(jdbc, tenant, changed, realClock.instant()).values());
        Marks.people(jdbc, tenant, changed, realClock.millis());
    }

    private List<String> upsert(JdbcClient jdbc, String tenant, List<Arrived> arrived) {
        return jdbc.sql("""
                        insert into contact (tenant, profile_id, version, partition, body)
                        select :tenant, s.* from unnest(
                            cast(:profiles as text[]), cast(:versions as bigint[]), cast(:partitions as int[]),
                            cast(:bodies as jsonb[])) s (profile_id, version, partition, body)
                        order by s.profile_id
                        on conflict (tenant, profile_id) do update
                        set version = excluded.version, partition = excluded.partition, body = excluded.body
                        where excluded.version >= contact.version
                        returning profile_id
                        """)
                .param("tenant", tenant)
                .param("profiles", Store.texts(arrived, it -> it.contact().profileId()))
                .param("versions", Store.numbers(arrived, it -> it.contact().version()))
                .param("partitions", arrived.stream().map(Arrived::partition).toArray(Integer[]::new))
                .param("bodies", Store.texts(arrived, it -> json.writeValueAsString(it.contact())))
                .query(Store::text)
                .list();
    }

    private static void indexDigests(
            JdbcClient jdbc, String tenant, Collection<String> changed, Map<String, Arrived> byId) {
        jdbc.sql("delete from contact_digest where tenant = :tenant and profile_id = any(:profiles)")
                .param("tenant", tenant)
                .param("profiles", Store.texts(changed))
                .update();
        var pairs = changed.stream()
                .map(byId::get)
                .flatMap(it -> digests(it).distinct().map(digest ->
                        new String[] {digest, it.contact().profileId()}))
                .toList();
        jdbc.sql("""
                        insert into contact_digest (tenant, digest, profile_id)
                        select :tenant, s.* from unnest(cast(:digests as text[]), cast(:profiles as text[])) s (digest, profile_id)
                        order by s.digest, s.profile_id
                        on conflict do nothing
                        """)
                .param("tenant", tenant)
                .param("digests", Store.texts(pairs, it -> it[0]))
                .param("profiles", Store.texts(pairs, it -> it[1]))
                .update();
    }

    private static Stream<String> digests(Arrived arrived) {
        var contact = arrived.contact();
        return Stream.of(
                        Stream.of(arrived.ownDigest()),
                        contact.identifiers().stream().map(Contact.Identifier::digest),
                        contact.points().stream().map(Contact.Point::digest))
                .flatMap(it -> it);
    }

    private void forget(JdbcClient jdbc, Gone gone) {
        for (var table : List.of("contact", "contact_digest")) {
            jdbc.sql("delete from " + table + " where tenant = :tenant and profile_id = :profile")
                    .param("tenant", gone.tenant())
                    .param("profile", gone.profileId())
                    .update();
        }
        reaching.forget(jdbc, gone.tenant(), List.of(gone.profileId()));
        Marks.people(jdbc, gone.tenant(), List.of(gone.profileId()), realClock.millis());
    }

    private static void beat(JdbcClient jdbc, int partition, long at) {
        jdbc.sql("""
                        insert into heartbeat (partition, at_ms) values (:partition, :at)
                        on conflict (partition) do update set at_ms = greatest(heartbeat.at_ms, excluded.at_ms)
                        """).param("partition", partition).param("at", at).update();
    }
}
