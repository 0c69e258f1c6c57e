package io.tributary.activation.adapter.postgres;

import io.tributary.activation.touch.Touched;
import io.tributary.activation.touch.TouchedPeople;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the tables of memberships, ledgers, suppressions and contacts, in one transaction. */
public final class PostgresTouchedPeople implements TouchedPeople {

    private final Store store;

    public PostgresTouchedPeople(Store store) {
        this.store = store;
    }

    @Override
    public Touched by(String tenant, Collection<String> profileIds) {
        var profiles = Store.texts(profileIds);
        return store.in(jdbc -> new Touched(
                segments(jdbc, tenant, profiles),
                audiences(jdbc, tenant, profiles),
                suppressions(jdbc, tenant, profiles),
                consents(jdbc, tenant, profiles)));
    }

    private static List<String> segments(JdbcClient jdbc, String tenant, String[] profiles) {
        return jdbc.sql("""
                        select distinct segment_key from membership
                        where tenant = :tenant and profile_id = any(:profiles) and member order by segment_key
                        """)
                .param("tenant", tenant)
                .param("profiles", profiles)
                .query(Store::text)
                .list();
    }

    private static List<Touched.TouchedAudience> audiences(JdbcClient jdbc, String tenant, String[] profiles) {
        return jdbc.sql("""
                        select a.id, a.key, (select count(*) from ledger l
                            where l.tenant = :tenant and l.audience_id = a.id
                                and l.profile_id = any(:profiles) and l.exposed) as held
                        from audience a
                        where a.tenant = :tenant and (
                            exists (select 1 from ledger l
                                where l.tenant = :tenant and l.audience_id = a.id
                                    and l.profile_id = any(:profiles))
                            or exists (select 1 from membership m where m.tenant = a.tenant
                                and m.segment_key = a.segment_key and m.profile_id = any(:profiles) and m.member))
                        order by a.id
                        """)
                .param("tenant", tenant)
                .param("profiles", profiles)
                .query((row, _) ->
                        new Touched.TouchedAudience(row.getString("id"), row.getString("key"), row.getLong("held")))
                .list();
    }

    private static long suppressions(JdbcClient jdbc, String tenant, String[] profiles) {
        return jdbc.sql("""
                        select count(distinct s.id) from contact_digest d
                        join suppression s on s.tenant = d.tenant and s.digest = d.digest
                        where d.tenant = :tenant and d.profile_id = any(:profiles) and not s.ended
                        """)
                .param("tenant", tenant)
                .param("profiles", profiles)
                .query(Long.class)
                .single();
    }

    private static long consents(JdbcClient jdbc, String tenant, String[] profiles) {
        return jdbc.sql("""
                        select coalesce(sum(jsonb_array_length(body -> 'consents')), 0)
                        from contact where tenant = :tenant and profile_id = any(:profiles)
                        """)
                .param("tenant", tenant)
                .param("profiles", profiles)
                .query(Long.class)
                .single();
    }
}
