package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.Consents;
import io.tributary.identity.consent.Statements;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the parts of a graph that a decision needs; a whole batch in a handful of statements. */
final class GraphReader {

    private final JdbcClient jdbc;

    GraphReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A tenant's counters; all zero before its first change.
     *
     * @param erasures the number of the last change of who is erased
     */
    record Counters(long number, long nextNode, long nextEdge, int rulesVersion, long erasures) {}

    Counters counters(String tenant) {
        return jdbc.sql(
                        "select number, next_node, next_edge, rules_version, erasures from tenant_graph where tenant = ?")
                .param(tenant)
                .query((row, _) ->
                        new Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getLong(5)))
                .optional()
                .orElse(new Counters(0, 1, 1, 0, 0));
    }

    /** The profiles that changed or were erased after a number; at most {@code limit}. */
    List<UUID> changedSince(String tenant, long number, int limit) {
        return jdbc.sql("""
                select id from profile where tenant = ? and number > ?
                union all
                select id from erased_profile where tenant = ? and number > ? limit ?""")
                .params(tenant, number, tenant, number, limit)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    Map<Identifier, UUID> owners(String tenant, Set<Identifier> identifiers) {
        var values =
                identifiers.stream().map(Identifier::value).distinct().sorted().toArray(String[]::new);
        var owners = new HashMap<Identifier, UUID>();
        jdbc.sql("select namespace, value, profile_id from node where tenant = ? and value = any(?)")
                .param(tenant)
                .param(values)
                .query(row -> {
                    var identifier = new Identifier(Rows.text(row, "namespace"), Rows.text(row, "value"));
                    // Equal values of other namespaces come along.
                    if (identifiers.contains(identifier)) {
                        owners.put(identifier, Rows.uuid(row, "profile_id"));
                    }
                });
        return owners;
    }

    Optional<UUID> living(String tenant, UUID profile) {
        return jdbc.sql("select coalesce(merged_into, id) as id from profile where tenant = ? and id = ?::uuid")
                .params(tenant, profile.toString())
                .query((row, _) -> Rows.uuid(row, "id"))
                .optional();
    }

    Map<UUID, Profile> profiles(String tenant, Collection<UUID> ids) {
        var wanted = Arrays.uuids(ids);
        var nodes = nodes(tenant, wanted);
        var links = links(tenant, nodes);
        var consents = consents(tenant, wanted);
        var profiles = new HashMap<UUID, Profile>();
        jdbc.sql("""
                select id, first_seen, merges, restricted from profile
                where tenant = ? and id = any(?::uuid[]) and merged_into is null""").param(tenant).param(wanted).query(row -> {
            var id = Rows.uuid(row, "id");
            profiles.put(
                    id,
                    new Profile(
                            id,
                            row.getLong("first_seen"),
                            row.getInt("merges"),
                            nodes.getOrDefault(id, Map.of()),
                            links.getOrDefault(id, Set.of()),
                            consents.getOrDefault(id, Consents.none()),
                            row.getBoolean("restricted")));
        });
        return profiles;
    }

    private Map<UUID, Map<Identifier, Node>> nodes(String tenant, String[] profiles) {
        var said = said(tenant, profiles);
        var byProfile = new HashMap<UUID, Map<Identifier, Node>>();
        jdbc.sql("""
                select id, namespace, value, profile_id, first_seen, last_seen, last_bounce, last_complaint,
                    last_unsubscribe, last_verified, nullif(apart, '{}') as apart, owners, shared_number, shared_at,
                    visits_opened, visits
                from node where tenant = ? and profile_id = any(?::uuid[])""").param(tenant).param(profiles).query(row -> {
            var read = Rows.node(row);
            var node = read.withSaid(said.getOrDefault(read.id(), Statements.none()));
            byProfile
                    .computeIfAbsent(Rows.uuid(row, "profile_id"), _ -> new HashMap<>())
                    .put(node.identifier(), node);
        });
        return byProfile;
    }

    /** What was said by way of these profiles' nodes. */
    private Map<Long, Statements> said(String tenant, String[] profiles) {
        var said = new HashMap<Long, Statements>();
        jdbc.sql("""
                select said.node_id, said.purpose, said.state, said.at, said.source, said.next_edge
                from node join consent_said said on said.tenant = node.tenant and said.node_id = node.id
                where node.tenant = ? and node.profile_id = any(?::uuid[])""").param(tenant).param(profiles).query(row -> {
            var made = List.of(new Statements.Made(Rows.consent(row), row.getLong("next_edge")));
            said.merge(row.getLong("node_id"), Statements.none().with(made), (known, _) -> known.with(made));
        });
        return said;
    }

    private Map<UUID, Set<Link>> links(String tenant, Map<UUID, Map<Identifier, Node>> nodes) {
        var owners = new HashMap<Long, UUID>();
        nodes.forEach((profile, own) -> own.values().forEach(it -> owners.put(it.id(), profile)));
        var links = new HashMap<UUID, Set<Link>>();
        jdbc.sql("""
                select node_a, node_b from edge
                where tenant = ? and node_a = any(?) and revoked_number is null""").param(tenant).param(Arrays.longs(owners.keySet())).query(row -> {
            var link = new Link(row.getLong(1), row.getLong(2));
            var owner = owners.get(link.a());
            if (owner != null) {
                links.computeIfAbsent(owner, _ -> new HashSet<>()).add(link);
            }
        });
        return links;
    }

    Map<UUID, Consents> consents(String tenant, String[] profiles) {
        var byProfile = new HashMap<UUID, Consents>();
        jdbc.sql("""
                select profile_id, purpose, state, at, source from consent
                where tenant = ? and profile_id = any(?::uuid[])""").param(tenant).param(profiles).query(row -> {
            byProfile.merge(
                    Rows.uuid(row, "profile_id"),
                    Consents.of(List.of(Rows.consent(row))),
                    (known, one) -> known.with(one.byPurpose().values()));
        });
        return byProfile;
    }
}
