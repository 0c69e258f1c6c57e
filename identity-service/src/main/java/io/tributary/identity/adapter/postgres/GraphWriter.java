package io.tributary.identity.adapter.postgres;

import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.EvidenceEdge;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.GuardHit;
import io.tributary.identity.graph.Link;
import io.tributary.identity.graph.MergeRecord;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a decided change: one statement per table, rows in key order, nothing for tables that do not change. */
final class GraphWriter {

    private final JdbcClient jdbc;

    GraphWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tenant's counters after a change; the caller holds the tenant's lock. */
    void counters(String tenant, GraphReader.Counters next) {
        jdbc.sql("""
                insert into tenant_graph (tenant, number, next_node, next_edge, rules_version, erasures)
                values (?, ?, ?, ?, ?, ?)
                on conflict (tenant) do update set number = excluded.number, next_node = excluded.next_node,
                    next_edge = excluded.next_edge, rules_version = excluded.rules_version,
                    erasures = excluded.erasures""")
                .params(tenant, next.number(), next.nextNode(), next.nextEdge(), next.rulesVersion(), next.erasures())
                .update();
    }

    /** @param at suite milliseconds */
    void write(String tenant, long number, long at, GraphChange change) {
        profiles(tenant, number, change);
        new NodeWriter(jdbc).write(tenant, change);
        edges(tenant, number, change.edges());
        revoke(tenant, number, change.revoked());
        merges(tenant, number, change.merges());
        change.split().ifPresent(it -> new SplitWriter(jdbc).write(tenant, number, it));
        new ConsentWriter(jdbc).write(tenant, number, at, change);
    }

    private record ProfileRow(
            UUID id, long firstSeen, long merges, @Nullable UUID mergedInto, long restricted) {}

    private void profiles(String tenant, long number, GraphChange change) {
        var rows = Stream.concat(
                        change.touched().stream()
                                .map(it -> new ProfileRow(
                                        it.id(), it.firstSeen(), it.merges(), null, it.restricted() ? 1 : 0)),
                        change.gone().stream()
                                .map(it -> new ProfileRow(it.id(), it.firstSeen(), it.merges(), it.survivor(), 0)))
                .sorted(Comparator.comparing(it -> it.id().toString()))
                .toList();
        jdbc.sql("""
                insert into profile (tenant, id, first_seen, merges, merged_into, number, restricted)
                select ?, id::uuid, first_seen, merges, merged_into::uuid, ?, restricted = 1
                from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[])
                    as row(id, first_seen, merges, merged_into, restricted)
                on conflict (tenant, id) do update set first_seen = excluded.first_seen, merges = excluded.merges,
                    merged_into = excluded.merged_into, number = excluded.number, restricted = excluded.restricted""")
                .param(tenant)
                .param(number)
                .param(Arrays.texts(rows, it -> it.id().toString()))
                .param(Arrays.longs(rows, ProfileRow::firstSeen))
                .param(Arrays.longs(rows, ProfileRow::merges))
                .param(Arrays.texts(
                        rows,
                        it -> it.mergedInto() == null ? null : it.mergedInto().toString()))
                .param(Arrays.longs(rows, ProfileRow::restricted))
                .update();
        redirect(tenant, change.gone());
    }

    /** Redirects stay of length one: who led to the loser leads to its survivor. */
    private void redirect(String tenant, List<GraphChange.Gone> gone) {
        var known = gone.stream().filter(it -> !it.fresh()).toList();
        if (!known.isEmpty()) {
            jdbc.sql("""
                    update profile set merged_into = row.survivor::uuid
                    from unnest(?::text[], ?::text[]) as row(loser, survivor)
                    where tenant = ? and merged_into = row.loser::uuid""")
                    .param(Arrays.texts(known, it -> it.id().toString()))
                    .param(Arrays.texts(known, it -> it.survivor().toString()))
                    .param(tenant)
                    .update();
        }
    }

    private void edges(String tenant, long number, List<EvidenceEdge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into edge (tenant, id, node_a, node_b, number, message_id, source_id, at, rule, weight)
                select ?, id, node_a, node_b, ?, message_id, source_id, at, rule, weight
                from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                    ?::double precision[]) as row(id, node_a, node_b, message_id, source_id, at, rule, weight)""")
                .param(tenant)
                .param(number)
                .param(Arrays.longs(edges, EvidenceEdge::id))
                .param(Arrays.longs(edges, it -> it.link().a()))
                .param(Arrays.longs(edges, it -> it.link().b()))
                .param(Arrays.texts(edges, EvidenceEdge::messageId))
                .param(Arrays.texts(edges, EvidenceEdge::sourceId))
                .param(Arrays.longs(edges, EvidenceEdge::at))
                .param(Arrays.texts(edges, EvidenceEdge::rule))
                .param(Arrays.doubles(edges, EvidenceEdge::weight))
                .update();
    }

    private void revoke(String tenant, long number, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update edge set revoked_number = ? from unnest(?::bigint[], ?::bigint[]) as row(a, b)
                where edge.tenant = ? and edge.node_a = row.a and edge.node_b = row.b and edge.revoked_number is null""")
                .param(number)
                .param(Arrays.longs(links, Link::a))
                .param(Arrays.longs(links, Link::b))
                .param(tenant)
                .update();
    }

    private void merges(String tenant, long number, List<MergeRecord> merges) {
        if (merges.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into merge (tenant, number, loser, survivor, message_id, at, rule, before, nodes)
                select ?, ?, loser::uuid, survivor::uuid, message_id, at, rule, before, nodes::bigint[]
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                    as row(loser, survivor, message_id, at, rule, before, nodes)""")
                .param(tenant)
                .param(number)
                .param(Arrays.texts(merges, it -> it.loser().toString()))
                .param(Arrays.texts(merges, it -> it.survivor().toString()))
                .param(Arrays.texts(merges, MergeRecord::messageId))
                .param(Arrays.longs(merges, MergeRecord::at))
                .param(Arrays.texts(merges, MergeRecord::rule))
                .param(Arrays.longs(merges, MergeRecord::before))
                .param(Arrays.texts(merges, it -> Arrays.literal(it.nodes())))
                .update();
    }

    void outbox(String tenant, long number, List<OutgoingRecord> records, long writtenAt) {
        byte[] @Nullable [] values = new byte[records.size()] @Nullable [];
        for (int i = 0; i < values.length; i++) {
            values[i] = records.get(i).value();
        }
        jdbc.sql("""
                insert into outbox (tenant, number, topic, key, value, written_at)
                select ?, ?, topic, key, value, ?
                from unnest(?::text[], ?::text[], ?::bytea[]) with ordinality as row(topic, key, value, place)
                order by place""")
                .param(tenant)
                .param(number)
                .param(writtenAt)
                .param(Arrays.texts(records, OutgoingRecord::topic))
                .param(Arrays.texts(records, OutgoingRecord::key))
                .param(values)
                .update();
    }

    /** In key order, because this needs no lock and two instances may note the same. */
    void guardHits(String tenant, List<GuardHit> hits) {
        if (hits.isEmpty()) {
            return;
        }
        var rows = hits.stream()
                .sorted(Comparator.comparing((GuardHit it) -> it.profile().toString())
                        .thenComparing(it -> it.demotion().guard().label())
                        .thenComparing(it -> it.demotion().identifier().namespace())
                        .thenComparing(it -> it.demotion().identifier().value()))
                .toList();
        jdbc.sql("""
                insert into guard_hit (tenant, profile_id, guard, namespace, value, competing, message_id, at)
                select ?, profile_id::uuid, guard, namespace, value, competing::uuid[], message_id, at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    as row(profile_id, guard, namespace, value, competing, message_id, at)
                on conflict do nothing""")
                .param(tenant)
                .param(Arrays.texts(rows, it -> it.profile().toString()))
                .param(Arrays.texts(rows, it -> it.demotion().guard().label()))
                .param(Arrays.texts(rows, it -> it.demotion().identifier().namespace()))
                .param(Arrays.texts(rows, it -> it.demotion().identifier().value()))
                .param(Arrays.texts(rows, it -> Arrays.literal(it.demotion().competing())))
                .param(Arrays.texts(rows, GuardHit::messageId))
                .param(Arrays.longs(rows, GuardHit::at))
                .update();
    }
}
