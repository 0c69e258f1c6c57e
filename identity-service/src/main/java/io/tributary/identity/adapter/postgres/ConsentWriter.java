package io.tributary.identity.adapter.postgres;

import io.tributary.identity.graph.GraphChange;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what people allow: the last answer of each purpose, and beside it every answer that ever held. */
final class ConsentWriter {

    private final JdbcClient jdbc;

    ConsentWriter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at suite milliseconds */
    void write(String tenant, long number, long at, GraphChange change) {
        if (!change.consents().isEmpty()) {
            current(tenant, last(change.consents()));
            record(tenant, number, at, change.consents());
        }
        change.split().ifPresent(it -> withdraw(tenant, number, at, it));
    }

    /** A batch may bring several answers to one question, in order. */
    private static List<GraphChange.PlacedConsent> last(List<GraphChange.PlacedConsent> consents) {
        var last = new LinkedHashMap<String, GraphChange.PlacedConsent>();
        consents.forEach(it -> last.put(it.profile() + " " + it.consent().purpose(), it));
        return List.copyOf(last.values());
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

    /** An answer that is the profile's last one already is not recorded again: a split states all that it leaves. */
    private void record(String tenant, long number, long at, List<GraphChange.PlacedConsent> consents) {
        jdbc.sql("""
                insert into consent_record
                    (tenant, profile_id, purpose, state, said_at, source, number, cause, written_at)
                select ?, row.profile_id::uuid, row.purpose, row.state, row.said_at, row.source, ?, row.cause, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[]) with ordinality
                    as row(profile_id, purpose, state, said_at, source, cause, place)
                where (row.state, row.said_at, row.source) is distinct from (
                    select (known.state, known.said_at, known.source) from consent_record known
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
                .param(Arrays.texts(consents, it -> it.cause().name()))
                .param(tenant)
                .update();
    }

    /** What a part had answered and no longer has, because it went back to another. */
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
