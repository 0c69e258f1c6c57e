package io.tributary.activation.adapter.postgres;

import io.tributary.activation.privacy.Receipt;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** States how far a withdrawal is, inside the transaction that changes it; one such transaction of a request at a time. */
record ErasureReceipts(PostgresReceipts receipts) {

    static final String OF_PERSON =
            "l.audience_id = a.id and (l.profile_id = any(:profiles) or l.digest = any(:digests))";
    static final String MAY_BE_THERE = "(l.exposed or l.state in ('IN_FLIGHT', 'ADDED', 'PENDING_REMOVE', 'UNKNOWN'))";

    /** Locks all rows of a request: two that end at once would both see the other waiting, and nobody would say done. */
    static void lock(JdbcClient jdbc, String tenant, String requestId) {
        jdbc.sql("""
                        select destination_id from erasure where tenant = :tenant and request_id = :request
                        order by destination_id for update
                        """)
                .param("tenant", tenant)
                .param("request", requestId)
                .query(Store::text)
                .list();
    }

    /** One destination, or all, and this service for them. */
    void state(JdbcClient jdbc, String tenant, String requestId, int attempt, String destinationId) {
        var stated = new ArrayList<Receipt>();
        jdbc.sql("""
                        select * from erasure where tenant = :tenant and request_id = :request
                          and (:destination = '' or destination_id = :destination) order by destination_id
                        """)
                .param("tenant", tenant)
                .param("request", requestId)
                .param("destination", destinationId)
                .query(row -> {
                    stated.add(Receipt.ofWithdrawal(
                            tenant,
                            requestId,
                            attempt,
                            Receipt.systemOf(row.getString("destination_id")),
                            row.getString("state").equals("DONE") ? Receipt.DONE : Receipt.PENDING,
                            row.getString("detail"),
                            row.getLong("removed")));
                });
        stated.add(own(jdbc, tenant, requestId, attempt));
        receipts.put(jdbc, List.copyOf(stated));
    }

    private static Receipt own(JdbcClient jdbc, String tenant, String requestId, int attempt) {
        return jdbc.sql("""
                        select count(*) filter (where state = 'PENDING') waiting, coalesce(sum(removed), 0) removed
                        from erasure where tenant = :tenant and request_id = :request
                        """)
                .param("tenant", tenant)
                .param("request", requestId)
                .query((row, number) -> Receipt.ofWithdrawal(
                        tenant,
                        requestId,
                        attempt,
                        Receipt.OWN_SYSTEM,
                        row.getLong("waiting") == 0 ? Receipt.DONE : Receipt.PENDING,
                        row.getLong("waiting") == 0 ? "" : "destinations that have not confirmed: " + row.getLong(1),
                        row.getLong("removed")))
                .single();
    }
}
