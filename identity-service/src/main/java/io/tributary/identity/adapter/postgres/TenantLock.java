package io.tributary.identity.adapter.postgres;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The lock that makes one writer per tenant, whatever the number of instances; held until the transaction ends. */
final class TenantLock {

    private TenantLock() {}

    static void take(JdbcClient jdbc, String tenant) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("cdp-identity/" + tenant)
                .query(_ -> {});
    }
}
