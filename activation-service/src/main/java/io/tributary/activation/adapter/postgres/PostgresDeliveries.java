package io.tributary.activation.adapter.postgres;

import io.tributary.activation.connector.Op;
import io.tributary.activation.connector.WireRow;
import io.tributary.activation.delivery.Deliveries;
import io.tributary.activation.delivery.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests and the people in them. Bodies are not kept, only their hash. */
public final class PostgresDeliveries implements Deliveries {

    private final Store store;

    public PostgresDeliveries(Store store) {
        this.store = store;
    }

    @Override
    public void intend(Intent intent) {
        store.in(jdbc -> {
            jdbc.sql("""
                            insert into delivery (id, tenant, audience_id, run_id, op, request_hash, rows, sent_ms)
                            values (:id, :tenant, :audience, :run, :op, :hash, :rows, :at)
                            """)
                    .param("id", intent.id())
                    .param("tenant", intent.tenant())
                    .param("audience", intent.audienceId())
                    .param("run", intent.runId())
                    .param("op", intent.op().name())
                    .param("hash", intent.requestHash())
                    .param("rows", intent.rows().size())
                    .param("at", intent.at().toEpochMilli())
                    .update();
            return jdbc.sql("""
                            insert into delivery_row (delivery_id, tenant, profile_id, kind, verdict)
                            select :id, :tenant, s.* from unnest(cast(:profiles as text[]), cast(:kinds as text[]),
                              cast(:verdicts as text[])) s (profile_id, kind, verdict)
                            on conflict do nothing
                            """)
                    .param("id", intent.id())
                    .param("tenant", intent.tenant())
                    .param("profiles", Store.texts(intent.rows(), WireRow::profileId))
                    .param(
                            "kinds",
                            Store.texts(intent.rows(), it -> it.identifier().kind()))
                    .param("verdicts", Store.texts(intent.rows(), it -> verdict(intent.op(), it)))
                    .update();
        });
    }

    private static String verdict(Op op, WireRow row) {
        return op == Op.ADD ? "deliver" : row.reason();
    }

    @Override
    public void conclude(String id, int status, String outcome, Instant at) {
        store.in(jdbc -> jdbc.sql(
                        "update delivery set status = :status, outcome = :outcome, answered_ms = :at where id = :id")
                .param("status", status)
                .param("outcome", outcome)
                .param("at", at.toEpochMilli())
                .param("id", id)
                .update());
    }

    @Override
    public List<Delivery> of(String tenant, String profileId, @Nullable String before, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        select v.*, d.profile_id, d.kind, d.verdict from delivery_row d
                        join delivery v on v.id = d.delivery_id
                        where d.tenant = :tenant and d.profile_id = :profile
                          and (cast(:before as text) is null or d.delivery_id < :before)
                        order by d.delivery_id desc limit :limit
                        """)
                .param("tenant", tenant)
                .param("profile", profileId)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("run_id"),
                row.getString("audience_id"),
                row.getString("profile_id"),
                Op.valueOf(row.getString("op")),
                row.getString("kind"),
                row.getString("request_hash"),
                row.getInt("rows"),
                row.getString("verdict"),
                row.getInt("status"),
                row.getString("outcome"),
                Instant.ofEpochMilli(row.getLong("sent_ms")));
    }

    @Override
    public int forgetBefore(Instant instant) {
        return store.in(jdbc -> jdbc.sql("delete from delivery where sent_ms < :before")
                .param("before", instant.toEpochMilli())
                .update());
    }
}
