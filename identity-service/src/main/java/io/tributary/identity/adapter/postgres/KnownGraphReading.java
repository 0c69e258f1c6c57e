package io.tributary.identity.adapter.postgres;

import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.simulation.KnownEdge;
import io.tributary.identity.simulation.KnownGraph;
import io.tributary.identity.simulation.KnownNode;
import io.tributary.identity.simulation.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One reading of people and of those whom anything links with them, until enough identifiers are there. */
final class KnownGraphReading {

    /** People who are read with the same statements; fewer near the end, so that few more are read than wanted. */
    private static final int AT_ONCE = 200;

    private static final int SHARE_AT_ONCE = 10;

    private final JdbcClient jdbc;
    private final String tenant;
    private final int identifiers;
    private final Set<UUID> read = new LinkedHashSet<>();
    private final Set<UUID> linked = new LinkedHashSet<>();
    private final Map<Long, KnownNode> nodes = new LinkedHashMap<>();
    private final Set<Refusal> refusals = new LinkedHashSet<>();

    KnownGraphReading(JdbcClient jdbc, String tenant, int identifiers) {
        this.jdbc = jdbc;
        this.tenant = tenant;
        this.identifiers = identifiers;
    }

    boolean isFull() {
        return nodes.size() >= identifiers;
    }

    /** Reads these people, then those linked with them, and so on. */
    void follow(List<UUID> people) {
        var open = new ArrayDeque<>(people);
        while (!open.isEmpty() && !isFull()) {
            var some = new ArrayList<UUID>();
            int most = Math.clamp((identifiers - nodes.size()) / SHARE_AT_ONCE, 1, AT_ONCE);
            while (!open.isEmpty() && some.size() < most) {
                var next = open.remove();
                if (read.add(next)) {
                    some.add(next);
                }
            }
            var neighbours = read(some);
            neighbours.removeAll(read);
            linked.addAll(neighbours);
            // Those linked first: a stranger is worth less than a person whose company is complete.
            neighbours.forEach(open::addFirst);
        }
    }

    KnownGraph known(long number, long met) {
        linked.removeAll(read);
        var here = refusals.stream().filter(it -> read.contains(it.profile())).toList();
        return new KnownGraph(number, met, linked.size(), List.copyOf(nodes.values()), edges(), here);
    }

    /** Answers whom anything links with them: a refused identifier, or evidence that was taken back. */
    private Set<UUID> read(List<UUID> people) {
        var own = nodes(people);
        own.forEach(it -> nodes.put(it.id(), it));
        var left = new ArrayList<>(refusedTo(people));
        left.addAll(refusedOf(own));
        refusals.addAll(left);
        var neighbours = new LinkedHashSet<UUID>();
        left.forEach(it -> neighbours.add(it.profile()));
        neighbours.addAll(owners(left.stream().map(Refusal::identifier).toList()));
        neighbours.addAll(formerMates(own));
        return neighbours;
    }

    private List<KnownNode> nodes(Collection<UUID> people) {
        return jdbc.sql("""
                select id, namespace, value, profile_id, first_seen, apart from node
                where tenant = ? and profile_id = any(?::uuid[]) order by id""")
                .param(tenant)
                .param(Arrays.uuids(people))
                .query((row, _) -> new KnownNode(
                        row.getLong("id"),
                        Rows.identifier(row),
                        Rows.uuid(row, "profile_id"),
                        row.getLong("first_seen"),
                        Rows.apart(Rows.longs(row, "apart"))))
                .list();
    }

    private List<Refusal> refusedTo(Collection<UUID> people) {
        return jdbc.sql("""
                select coalesce(profile.merged_into, profile.id) as profile_id, namespace, value, message_id, at
                from profile join guard_hit hit on hit.tenant = profile.tenant and hit.profile_id = profile.id
                where profile.tenant = ? and profile.id in (
                    select unnest(?::uuid[])
                    union select id from profile where tenant = ? and merged_into = any(?::uuid[]))
                order by at, message_id limit ?""")
                .param(tenant)
                .param(Arrays.uuids(people))
                .param(tenant)
                .param(Arrays.uuids(people))
                .param(identifiers)
                .query((row, _) -> refusal(row))
                .list();
    }

    private List<Refusal> refusedOf(List<KnownNode> own) {
        var byValue = new HashMap<String, Set<String>>();
        own.forEach(it -> byValue.computeIfAbsent(it.identifier().value(), _ -> new LinkedHashSet<>())
                .add(it.identifier().namespace()));
        return jdbc
                .sql("""
                select coalesce(profile.merged_into, profile.id) as profile_id, namespace, value, message_id, at
                from guard_hit hit join profile on profile.tenant = hit.tenant and profile.id = hit.profile_id
                where hit.tenant = ? and hit.value = any(?) order by at, message_id limit ?""")
                .param(tenant)
                .param(byValue.keySet().stream().sorted().toArray(String[]::new))
                .param(identifiers)
                .query((row, _) -> refusal(row))
                .list()
                .stream()
                .filter(it -> byValue.getOrDefault(it.identifier().value(), Set.of())
                        .contains(it.identifier().namespace()))
                .toList();
    }

    private Set<UUID> owners(Collection<Identifier> identifiersOfOthers) {
        return new LinkedHashSet<>(new GraphReader(jdbc)
                .owners(tenant, Set.copyOf(identifiersOfOthers))
                .values());
    }

    private List<UUID> formerMates(List<KnownNode> own) {
        var ids = Arrays.longs(own.stream().map(KnownNode::id).toList());
        return jdbc.sql("""
                select distinct profile_id as id from node where tenant = ? and id in (
                    select node_b from edge where tenant = ? and node_a = any(?) and revoked_number is not null
                    union
                    select node_a from edge where tenant = ? and node_b = any(?) and revoked_number is not null)
                order by profile_id limit ?""")
                .params(tenant, tenant, ids, tenant, ids, identifiers)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    private List<KnownEdge> edges() {
        return jdbc
                .sql("""
                select id, node_a, node_b, number, message_id, source_id, at, rule, weight, revoked_number from edge
                where tenant = ? and node_a = any(?) order by id""")
                .param(tenant)
                .param(Arrays.longs(nodes.keySet()))
                .query((row, _) -> new KnownEdge(Rows.edge(row), Rows.maybeLong(row, "revoked_number") == null))
                .list()
                .stream()
                .filter(it -> nodes.containsKey(it.edge().link().b()))
                .toList();
    }

    private static Refusal refusal(ResultSet row) throws SQLException {
        return new Refusal(
                Rows.uuid(row, "profile_id"), Rows.identifier(row), Rows.text(row, "message_id"), row.getLong("at"));
    }
}
