package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.DeviceUse;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GraphChange.PlacedNode;
import io.tributary.identity.graph.Node;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the nodes of a change: those that went, those that are new, and those that changed or moved. */
final class NodeWriter {

    private final JdbcClient jdbc;

    NodeWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that went first: the same visit may come back in the same change. */
    void write(String tenant, GraphChange change) {
        delete(tenant, change.dropped());
        insert(tenant, change.newNodes());
        update(tenant, change.changedNodes());
    }

    private void delete(String tenant, List<Long> dropped) {
        if (!dropped.isEmpty()) {
            jdbc.sql("delete from node where tenant = ? and id = any(?)")
                    .param(tenant)
                    .param(Arrays.longs(dropped))
                    .update();
        }
    }

    private void insert(String tenant, List<PlacedNode> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        var byValue = nodes.stream()
                .sorted(Comparator.comparing(it -> it.node().identifier().value()))
                .toList();
        jdbc.sql("""
                insert into node (tenant, id, namespace, value, profile_id, first_seen, last_seen, last_bounce,
                    last_complaint, last_unsubscribe, last_verified, owners, shared_number, shared_at, visits_opened, visits)
                select ?, id, namespace, value, profile_id::uuid, first_seen, last_seen, bounce, complaint, unsubscribe,
                    verified, owners::bigint[], shared_number, shared_at, visits_opened, visits::bigint[]
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                    as row(id, namespace, value, profile_id, first_seen, last_seen, bounce, complaint, unsubscribe,
                        verified, owners, shared_number, shared_at, visits_opened, visits)""")
                .param(tenant)
                .param(longs(byValue, Node::id))
                .param(Arrays.texts(byValue, it -> it.node().identifier().namespace()))
                .param(Arrays.texts(byValue, it -> it.node().identifier().value()))
                .param(Arrays.texts(byValue, it -> it.profile().toString()))
                .param(longs(byValue, Node::firstSeen))
                .param(longs(byValue, Node::lastSeen))
                .param(longs(byValue, it -> it.points().bounce()))
                .param(longs(byValue, it -> it.points().complaint()))
                .param(longs(byValue, it -> it.points().unsubscribe()))
                .param(longs(byValue, it -> it.points().verified()))
                .param(literals(byValue, DeviceUse::owners))
                .param(uses(byValue, NodeWriter::number))
                .param(uses(byValue, NodeWriter::since))
                .param(uses(byValue, it -> it.opened() == 0 ? null : (long) it.opened()))
                .param(literals(byValue, it -> Rows.flatVisits(it.sessions())))
                .update();
    }

    private void update(String tenant, List<PlacedNode> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update node set profile_id = row.profile_id::uuid, last_seen = row.last_seen,
                    last_bounce = row.bounce, last_complaint = row.complaint, last_unsubscribe = row.unsubscribe,
                    last_verified = row.verified,
                    apart = row.apart::bigint[], owners = row.owners::bigint[], shared_number = row.shared_number,
                    shared_at = row.shared_at, visits_opened = row.visits_opened, visits = row.visits::bigint[]
                from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                    as row(id, profile_id, last_seen, bounce, complaint, unsubscribe, verified, apart, owners, shared_number, shared_at,
                        visits_opened, visits)
                where node.tenant = ? and node.id = row.id""")
                .param(longs(nodes, Node::id))
                .param(Arrays.texts(nodes, it -> it.profile().toString()))
                .param(longs(nodes, Node::lastSeen))
                .param(longs(nodes, it -> it.points().bounce()))
                .param(longs(nodes, it -> it.points().complaint()))
                .param(longs(nodes, it -> it.points().unsubscribe()))
                .param(longs(nodes, it -> it.points().verified()))
                .param(Arrays.texts(
                        nodes, it -> Arrays.literal(Rows.flat(it.node().apart()))))
                .param(literals(nodes, DeviceUse::owners))
                .param(uses(nodes, NodeWriter::number))
                .param(uses(nodes, NodeWriter::since))
                .param(uses(nodes, it -> it.opened() == 0 ? null : (long) it.opened()))
                .param(literals(nodes, it -> Rows.flatVisits(it.sessions())))
                .param(tenant)
                .update();
    }

    private static @Nullable Long[] longs(List<PlacedNode> nodes, Function<Node, @Nullable Long> column) {
        return Arrays.longs(nodes, it -> column.apply(it.node()));
    }

    /** Null where there is nothing to tell, as for every identifier that is no device: a null takes no room. */
    private static @Nullable Long[] uses(List<PlacedNode> nodes, Function<DeviceUse, @Nullable Long> column) {
        return longs(nodes, it -> column.apply(it.use()));
    }

    private static @Nullable Long number(DeviceUse use) {
        return use.shared() == null ? null : use.shared().number();
    }

    private static @Nullable Long since(DeviceUse use) {
        return use.shared() == null ? null : use.shared().at();
    }

    private static @Nullable String[] literals(List<PlacedNode> nodes, Function<DeviceUse, Collection<Long>> column) {
        return Arrays.texts(nodes, it -> {
            var values = column.apply(it.node().use());
            return values.isEmpty() ? null : Arrays.literal(values);
        });
    }
}
