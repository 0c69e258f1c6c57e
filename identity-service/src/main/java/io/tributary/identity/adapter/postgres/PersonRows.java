package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.ErasedMark;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.Sought;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes a person's rows from the tables of the graph: their own, and what others have that holds one of their values. The
 * caller holds the tenant's lock.
 */
final class PersonRows {

    private final JdbcClient jdbc;
    private final PersonNodes nodes;
    private final PersonTraits traits;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.nodes = new PersonNodes(jdbc);
        this.traits = new PersonTraits(jdbc);
    }

    /**
     * What went.
     *
     * @param others living people who lost an identifier
     */
    record Deleted(long count, Set<UUID> others) {}

    Deleted delete(String tenant, long number, Person person) {
        var found = nodes.of(tenant, person);
        var numbers = new HashSet<>(found.keySet());
        numbers.addAll(person.nodes());
        var ids = Arrays.longs(numbers);
        var others = new HashSet<>(found.values());
        others.removeAll(person.profileIds());
        long count = forgetLogins(tenant, number, ids);
        count += edges(tenant, ids, others) + guardHits(tenant, person) + profiles(tenant, person);
        count += traits.delete(tenant, person);
        // What was said by way of a node, and its traits, go with it; suggestions go with the profile.
        count += jdbc.sql("delete from node where tenant = ? and id = any(?)")
                .params(tenant, ids)
                .update();
        count += jdbc.sql("delete from profile where tenant = ? and id = any(?::uuid[])")
                .params(tenant, Arrays.uuids(person.profileIds()))
                .update();
        change(tenant, number, others);
        return new Deleted(count, others);
    }

    /** Others' devices forget that the person logged in there; their profiles changed, so every memory forgets them. */
    private long forgetLogins(String tenant, long number, Long[] ids) {
        return jdbc.sql("""
                with changed as (
                    update node set owners = (select array_agg(owner order by place)
                        from unnest(owners) with ordinality as row(owner, place) where owner <> all(?))
                    where tenant = ? and owners is not null and owners && ?
                    returning profile_id)
                update profile set number = ? where tenant = ? and id in (select profile_id from changed)""").params(ids, tenant, ids, number, tenant).update();
    }

    /** A live edge has both ends in one profile: that of another is looked through where it loses an identifier. */
    private long edges(String tenant, Long[] ids, Set<UUID> others) {
        long count = jdbc.sql("""
                delete from edge where tenant = ?
                    and (node_a = any(?) or (node_b = any(?) and revoked_number is not null))""").params(tenant, ids, ids).update();
        var owners = Arrays.uuids(others);
        count += jdbc.sql("""
                delete from edge using node where edge.tenant = ? and node.tenant = edge.tenant
                    and node.profile_id = any(?::uuid[]) and edge.node_a = node.id and edge.node_b = any(?)""").params(tenant, owners, ids).update();
        jdbc.sql("""
                update merge set nodes = array(select one from unnest(nodes) as one where one <> all(?))
                where tenant = ? and survivor = any(?::uuid[]) and nodes && ?""").params(ids, tenant, owners, ids).update();
        return count;
    }

    private long guardHits(String tenant, Person person) {
        var values = PersonNodes.values(person);
        var ids = Arrays.uuids(person.profileIds());
        long count = jdbc.sql("""
                delete from guard_hit where tenant = ? and (profile_id = any(?::uuid[]) or lower(value) = any(?)
                    or (namespace, value) in (select * from unnest(?::text[], ?::text[])))""")
                .params(tenant, ids, Sought.telling(person).toArray(String[]::new), values.namespaces(), values.texts())
                .update();
        return count + jdbc.sql("""
                update guard_hit set competing = array(select one from unnest(competing) as one
                    where one <> all(?::uuid[]))
                where tenant = ? and competing && ?::uuid[]""").params(ids, tenant, ids).update();
    }

    private long profiles(String tenant, Person person) {
        var ids = Arrays.uuids(person.profileIds());
        long count = jdbc.sql("""
                delete from merge where tenant = ? and (survivor = any(?::uuid[]) or loser = any(?::uuid[]))""").params(tenant, ids, ids).update();
        for (var table : List.of("consent", "consent_record")) {
            count += jdbc.sql("delete from " + table + " where tenant = ? and profile_id = any(?::uuid[])")
                    .params(tenant, ids)
                    .update();
        }
        return count;
    }

    private void change(String tenant, long number, Set<UUID> others) {
        jdbc.sql("update profile set number = ? where tenant = ? and id = any(?::uuid[])")
                .params(number, tenant, Arrays.uuids(others))
                .update();
    }

    /** Remembers the ids and the digests as an erased person's. */
    void remember(String tenant, UUID request, long number, long at, Person person) {
        jdbc.sql("""
                insert into erased_profile (tenant, id, number, request_id)
                select ?, id::uuid, ?, ?::uuid from unnest(?::text[]) as row(id) on conflict do nothing""")
                .params(tenant, number, request.toString(), Arrays.uuids(person.profileIds()))
                .update();
        jdbc.sql("""
                insert into erased_digest (tenant, digest, namespace, request_id, at, until)
                select ?, digest, namespace, ?::uuid, ?, ? from unnest(?::text[], ?::text[]) as row(digest, namespace)
                on conflict (tenant, digest) do update set request_id = excluded.request_id, at = excluded.at,
                    until = excluded.until""")
                .params(tenant, request.toString(), at, ErasedMark.FOR_EVER)
                .param(Arrays.texts(person.identifiers(), Person.Known::digest))
                .param(Arrays.texts(person.identifiers(), Person.Known::namespace))
                .update();
    }

    /** How many rows of the graph hold something of the person, by table. */
    Map<String, Long> count(String tenant, Person person) {
        return new PersonCounts(jdbc).of(tenant, person);
    }
}
