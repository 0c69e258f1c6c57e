package io.tributary.identity.adapter.postgres;

import io.tributary.identity.consent.Consent;
import io.tributary.identity.graph.GraphChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what people allow: the last answer of each purpose, who said it, and each turn that it ever took. */
final class ConsentWriter {

    private final JdbcClient jdbc;

    ConsentWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at suite milliseconds */
    void write(String tenant, long number, long at, GraphChange change) {
        if (!change.consents().isEmpty()) {
            current(tenant, last(change.consents()));
            record(tenant, number, at, turns(change.consents()));
        }
        if (!change.statements().isEmpty()) {
            said(tenant, change.statements());
        }
        change.split().ifPresent(it -> withdraw(tenant, number, at, it));
    }

    /** A batch may bring several answers to one question, in order. */
    private static List<GraphChange.PlacedConsent> last(List<GraphChange.PlacedConsent> consents) {
        var last = new LinkedHashMap<String, GraphChange.PlacedConsent>();
        consents.forEach(it -> last.put(question(it), it));
        return List.copyOf(last.values());
    }

    /** Those of a batch that differ from the one before them: an answer is stamped on every event of some sources. */
    private static List<GraphChange.PlacedConsent> turns(List<GraphChange.PlacedConsent> consents) {
        Map<String, String> before = new HashMap<>();
        var turns = new ArrayList<GraphChange.PlacedConsent>();
        for (var placed : consents) {
            var answer = placed.consent().state() + " " + placed.consent().way();
            if (!answer.equals(before.put(question(placed), answer))) {
                turns.add(placed);
            }
        }
        return turns;
    }

    private static String question(GraphChange.PlacedConsent placed) {
        return placed.profile() + " " + placed.consent().purpose();
    }

    private void current(String tenant, List<GraphChange.PlacedConsent> consents) {
        jdbc.sql("""
                insert into consent (tenant, profile_id, purpose, state, at, source)
                select ?, profile_id::uuid, purpose, state, at, source
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
                    as row(profile_id, purpose, state, at, source)
                on conflict (tenant, profile_id, purpose) do update set state = excluded.state, at = excluded.at,
                    source = excluded.source""")
                .param(tenant)
                .param(Arrays.texts(consents, it -> it.profile().toString()))
                .param(Arrays.texts(consents, it -> it.consent().purpose()))
                .param(Arrays.texts(consents, it -> it.consent().state().name()))
                .param(Arrays.longs(consents, it -> it.consent().at()))
                .param(Arrays.texts(consents, it -> it.consent().source()))
                .update();
    }

    /** An answer that is the profile's last one already, said in the same way, is not recorded again. */
    private void record(String tenant, long number, long at, List<GraphChange.PlacedConsent> consents) {
        jdbc.sql("""
                insert into consent_record
                    (tenant, profile_id, purpose, state, said_at, source, number, cause, written_at)
                select ?, row.profile_id::uuid, row.purpose, row.state, row.said_at, row.source, ?, row.cause, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                    with ordinality as row(profile_id, purpose, state, said_at, source, way, cause, place)
                where (row.state, row.way) is distinct from (
                    select (known.state, case when known.source = any(?) then known.source else ?::text end)
                    from consent_record known
                    where known.tenant = ? and known.profile_id = row.profile_id::uuid and known.purpose = row.purpose
                    order by known.id desc limit 1)
                order by place""")
                .param(tenant)
                .param(number)
                .param(at)
                .param(Arrays.texts(consents, it -> it.profile().toString()))
                .param(Arrays.texts(consents, it -> it.consent().purpose()))
                .param(Arrays.texts(consents, it -> it.consent().state().name()))
                .param(Arrays.longs(consents, it -> it.consent().at()))
                .param(Arrays.texts(consents, it -> it.consent().source()))
                .param(Arrays.texts(consents, it -> it.consent().way()))
                .param(Arrays.texts(consents, it -> it.cause().name()))
                .param(Consent.DIRECT.toArray(String[]::new))
                .param(Consent.BY_EVENT)
                .param(tenant)
                .update();
    }

    /** In key order; a row that says the same is left as it is. */
    private void said(String tenant, List<GraphChange.PlacedStatement> statements) {
        jdbc.sql("""
                insert into consent_said (tenant, node_id, purpose, state, at, source, next_edge)
                select ?, node_id, purpose, state, at, source, next_edge
                from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[])
                    as row(node_id, purpose, state, at, source, next_edge)
                on conflict (tenant, node_id, purpose) do update set state = excluded.state, at = excluded.at,
                    source = excluded.source, next_edge = excluded.next_edge
                where (consent_said.state, consent_said.at, consent_said.source, consent_said.next_edge)
                    is distinct from (excluded.state, excluded.at, excluded.source, excluded.next_edge)""")
                .param(tenant)
                .param(Arrays.longs(statements, GraphChange.PlacedStatement::node))
                .param(Arrays.texts(statements, it -> it.made().consent().purpose()))
                .param(Arrays.texts(
                        statements, it -> it.made().consent().state().name()))
                .param(Arrays.longs(statements, it -> it.made().consent().at()))
                .param(Arrays.texts(statements, it -> it.made().consent().source()))
                .param(Arrays.longs(statements, it -> it.made().nextEdge()))
                .update();
    }

    /** What a part had answered and no longer has, because another said it. */
    private void withdraw(String tenant, long number, long at, GraphChange.Split split) {
        jdbc.sql("""
                insert into consent_record
                    (tenant, profile_id, purpose, state, said_at, source, number, cause, written_at)
                select known.tenant, known.profile_id, known.purpose, 'WITHDRAWN', known.said_at, known.source, ?, 'SPLIT', ?
                from (select distinct on (profile_id, purpose) * from consent_record
                    where tenant = ? and profile_id = any(?::uuid[]) order by profile_id, purpose, id desc) known
                where known.state <> 'WITHDRAWN' and not exists (select 1 from consent
                    where consent.tenant = known.tenant and consent.profile_id = known.profile_id
                        and consent.purpose = known.purpose)""")
                .param(number)
                .param(at)
                .param(tenant)
                .param(Arrays.uuids(split.parts()))
                .update();
    }
}
