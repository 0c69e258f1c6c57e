package io.tributary.activation.adapter.postgres;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks contacts in the order of their keys, before anything is changed that hangs on them. */
final class ContactRows {

    private ContactRows() {}

    static void lock(JdbcClient jdbc, String tenant, Collection<String> profileIds) {
        jdbc.sql("""
                        select profile_id from contact where tenant = :tenant and profile_id = any(:profiles)
                        order by profile_id for update
                        """)
                .param("tenant", tenant)
                .param("profiles", Store.texts(profileIds))
                .query(Store::text)
                .list();
    }
}
