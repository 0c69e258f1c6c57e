package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Node;
import io.tributary.identity.graph.PersonGraph;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads one person with all the evidence, for explanations and for changes by hand. */
final class PersonReader {

    private final JdbcClient jdbc;
    private final GraphReader graph;

    PersonReader(JdbcClient jdbc, GraphReader graph) {
        this.jdbc = jdbc;
        this.graph = graph;
    }

    Optional<PersonGraph> person(String tenant, UUID profile) {
        return graph.living(tenant, profile)
                .flatMap(id ->
                        Optional.ofNullable(graph.profiles(tenant, List.of(id)).get(id)))
                .map(living -> {
                    var group = new ArrayList<>(absorbed(tenant, living.id()));
                    group.add(living.id());
                    var ids = Arrays.uuids(group);
                    var nodes = Arrays.longs(
                            living.nodes().values().stream().map(Node::id).toList());
                    return new PersonGraph(
                            living,
                            number(tenant, living.id()),
                            edges(tenant, nodes),
                            merges(tenant, ids),
                            guards(tenant, ids),
                            deviceOwners(tenant, living));
                });
    }

    private Map<Long, UUID> deviceOwners(String tenant, Profile profile) {
        var nodes = profile.nodes().values().stream()
                .flatMap(it -> it.use().owners().stream())
                .toList();
        var owners = new HashMap<Long, UUID>();
        if (!nodes.isEmpty()) {
            jdbc.sql("select id, profile_id from node where tenant = ? and id = any(?)")
                    .param(tenant)
                    .param(Arrays.longs(nodes))
                    .query(row -> {
                        owners.put(row.getLong("id"), Rows.uuid(row, "profile_id"));
                    });
        }
        return owners;
    }

    private List<UUID> absorbed(String tenant, UUID survivor) {
        return jdbc.sql("select id from profile where tenant = ? and merged_into = ?::uuid")
                .params(tenant, survivor.toString())
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    private long number(String tenant, UUID profile) {
        return jdbc.sql("select number from profile where tenant = ? and id = ?::uuid")
                .params(tenant, profile.toString())
                .query((row, _) -> row.getLong(1))
                .single();
    }

    private List<PersonGraph.EvidenceRow> edges(String tenant, Long[] nodes) {
        return jdbc.sql("""
                select id, node_a, node_b, number, message_id, source_id, at, rule, weight, revoked_number from edge
                where tenant = ? and node_a = any(?)
                union
                select id, node_a, node_b, number, message_id, source_id, at, rule, weight, revoked_number from edge
                where tenant = ? and node_b = any(?) and revoked_number is not null
                order by id""")
                .param(tenant)
                .param(nodes)
                .param(tenant)
                .param(nodes)
                .query((row, _) -> new PersonGraph.EvidenceRow(
                        Rows.edge(row), row.getLong("number"), Rows.maybeLong(row, "revoked_number")))
                .list();
    }

    private List<PersonGraph.MergeRow> merges(String tenant, String[] profiles) {
        return jdbc.sql("""
                select number, loser, survivor, message_id, at, rule, before, nodes, undone_number from merge
                where tenant = ? and survivor = any(?::uuid[]) order by number, before, loser""")
                .param(tenant)
                .param(profiles)
                .query((row, _) -> new PersonGraph.MergeRow(merge(row), Rows.maybeLong(row, "undone_number")))
                .list();
    }

    private static MergeRecord merge(ResultSet row) throws SQLException {
        return new MergeRecord(
                row.getLong("number"),
                Rows.uuid(row, "survivor"),
                Rows.uuid(row, "loser"),
                Rows.text(row, "message_id"),
                row.getLong("at"),
                Rows.text(row, "rule"),
                row.getLong("before"),
                Rows.longs(row, "nodes"));
    }

    private List<PersonGraph.GuardNote> guards(String tenant, String[] profiles) {
        return jdbc.sql("""
                select guard, namespace, value, competing, message_id, at from guard_hit
                where tenant = ? and profile_id = any(?::uuid[]) order by at, message_id limit 1000""")
                .param(tenant)
                .param(profiles)
                .query((row, _) -> new PersonGraph.GuardNote(
                        Rows.text(row, "guard"),
                        new Identifier(Rows.text(row, "namespace"), Rows.text(row, "value")),
                        Rows.uuids(row, "competing"),
                        Rows.text(row, "message_id"),
                        row.getLong("at")))
                .list();
    }
}
