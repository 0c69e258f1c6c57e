package io.tributary.activation.adapter.postgres;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Marks people for the next run of the audiences they concern. Always called inside the transaction of the change that
 * is the reason. Rows are locked in the order of their keys, so that two writers cannot wait for each other.
 */
final class Marks {

    private static final String MARK = """
            insert into work (audience_id, profile_id, entering, marked_ms)
            select found.audience_id, found.profile_id, found.entering, :now from (%s) found
            order by found.audience_id, found.profile_id
            on conflict (audience_id, profile_id) do update
            set sequence = nextval('work_sequence'), entering = excluded.entering, not_before_ms = 0, parked = false
            """;

    private Marks() {}

    /** After a change of people's standing in segments; the two lists run side by side. */
    static void standings(
            JdbcClient jdbc, String tenant, Collection<String> segmentKeys, Collection<String> profileIds, long now) {
        jdbc.sql(MARK.formatted("""
                        select a.id audience_id, m.profile_id, bool_or(m.member) entering
                        from unnest(cast(:segments as text[]), cast(:profiles as text[])) changed (segment_key, profile_id)
                        join membership m on m.tenant = :tenant
                          and m.segment_key = changed.segment_key and m.profile_id = changed.profile_id
                        join audience a on a.tenant = m.tenant and a.segment_key = m.segment_key
                        group by a.id, m.profile_id
                        """))
                .param("tenant", tenant)
                .param("segments", Store.texts(segmentKeys))
                .param("profiles", Store.texts(profileIds))
                .param("now", now)
                .update();
    }

    /** After a change of what the gate knows: every audience that the people are in, or that may hold them. */
    static void people(JdbcClient jdbc, String tenant, Collection<String> profileIds, long now) {
        jdbc.sql(MARK.formatted("""
                        select a.id audience_id, m.profile_id, false entering
                        from membership m
                        join audience a on a.tenant = m.tenant and a.segment_key = m.segment_key
                        where m.tenant = :tenant and m.profile_id = any(:profiles)
                          and (m.member or exists (select 1 from ledger l
                               where l.audience_id = a.id and l.profile_id = m.profile_id and l.state <> 'ABSENT'))
                        union
                        select l.audience_id, l.profile_id, false
                        from ledger l
                        where l.tenant = :tenant and l.profile_id = any(:profiles) and l.state <> 'ABSENT'
                        """))
                .param("tenant", tenant)
                .param("profiles", Store.texts(profileIds))
                .param("now", now)
                .update();
    }

    /** One person of one audience. */
    static void row(JdbcClient jdbc, String audienceId, String profileId, long now) {
        jdbc.sql(MARK.formatted("select :audience audience_id, :profile profile_id, false entering"))
                .param("audience", audienceId)
                .param("profile", profileId)
                .param("now", now)
                .update();
    }

    /** All members of an audience's segment and everybody whom the destination may hold. */
    static void all(JdbcClient jdbc, String audienceId, long now) {
        jdbc.sql(MARK.formatted("""
                        select a.id audience_id, m.profile_id, true entering
                        from audience a
                        join membership m on m.tenant = a.tenant and m.segment_key = a.segment_key and m.member
                        where a.id = :audience
                        union
                        select l.audience_id, l.profile_id, false
                        from ledger l
                        join audience a on a.id = l.audience_id
                        where l.audience_id = :audience and l.state <> 'ABSENT'
                          and not exists (select 1 from membership m where m.tenant = a.tenant
                              and m.segment_key = a.segment_key and m.profile_id = l.profile_id and m.member)
                        """))
                .param("audience", audienceId)
                .param("now", now)
                .update();
    }
}
