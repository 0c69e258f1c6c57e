package io.tributary.activation.adapter.postgres;

import io.tributary.activation.audience.Run;
import io.tributary.activation.audience.RunCounts;
import io.tributary.activation.audience.Runs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The runs and their counts; the table itself refuses counts that do not add up. */
public final class PostgresRuns implements Runs {

    private static final TypeReference<Map<String, Long>> REASONS = new TypeReference<>() {};

    private final Store store;
    private final JsonMapper json;

    public PostgresRuns(Store store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public void begin(Run run) {
        store.in(jdbc -> jdbc.sql("""
                        insert into run (id, tenant, audience_id, state, trigger, dry_run, confirmed, started_ms)
                        values (:id, :tenant, :audience, :state, :trigger, :dryRun, :confirmed, :started)
                        on conflict (id) do update set state = excluded.state, started_ms = excluded.started_ms
                        """)
                .param("id", run.id())
                .param("tenant", run.tenant())
                .param("audience", run.audienceId())
                .param("state", run.state().name())
                .param("trigger", run.trigger().name())
                .param("dryRun", run.dryRun())
                .param("confirmed", run.confirmed())
                .param("started", run.startedAt().toEpochMilli())
                .update());
    }

    @Override
    public void finish(Run run) {
        var counts = run.counts();
        var finished = run.finishedAt();
        store.in(jdbc -> jdbc.sql("""
                        update run set state = :state, finished_ms = :finished, selected = :selected,
                            delivered = :delivered, rejected = :rejected, suppressed = :suppressed,
                            unreachable = :unreachable, pending = :pending, parked = :parked, added = :added,
                            removed = :removed, reasons = cast(:reasons as jsonb), detail = :detail
                        where id = :id
                        """)
                .param("state", run.state().name())
                .param("finished", finished == null ? null : finished.toEpochMilli())
                .param("selected", counts.selected())
                .param("delivered", counts.delivered())
                .param("rejected", counts.rejected())
                .param("suppressed", counts.suppressed())
                .param("unreachable", counts.unreachable())
                .param("pending", counts.pending())
                .param("parked", counts.parked())
                .param("added", counts.added())
                .param("removed", counts.removed())
                .param("reasons", json.writeValueAsString(counts.reasons()))
                .param("detail", run.detail())
                .param("id", run.id())
                .update());
    }

    @Override
    public Optional<Run> find(String tenant, String id) {
        return store.in(jdbc -> jdbc.sql("select * from run where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query((row, number) -> read(row))
                .optional());
    }

    @Override
    public List<Run> list(String tenant, String audienceId, @Nullable String before, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        select * from run where tenant = :tenant and audience_id = :audience
                          and (cast(:before as text) is null or id < :before)
                        order by id desc limit :limit
                        """)
                .param("tenant", tenant)
                .param("audience", audienceId)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    @Override
    public Optional<Run> queued(String audienceId) {
        return store.in(jdbc -> jdbc.sql(
                        "select * from run where audience_id = :audience and state = 'QUEUED' order by id limit 1")
                .param("audience", audienceId)
                .query((row, number) -> read(row))
                .optional());
    }

    @Override
    public void interruptRunning(String audienceId, Instant at) {
        store.in(jdbc -> jdbc.sql("""
                        update run set state = 'INTERRUPTED', finished_ms = :at, detail = 'the service ended'
                        where audience_id = :audience and state = 'RUNNING'
                        """)
                .param("audience", audienceId)
                .param("at", at.toEpochMilli())
                .update());
    }

    @Override
    public long leftSince(String audienceId, Instant since) {
        return store.in(jdbc -> jdbc.sql("""
                        select count(distinct d.profile_id) from delivery v
                        join delivery_row d on d.delivery_id = v.id and d.verdict = 'left'
                        where v.audience_id = :audience and v.op = 'REMOVE' and v.sent_ms >= :since
                          and (v.outcome like 'accepted%' or v.outcome = 'followed')
                        """)
                .param("audience", audienceId)
                .param("since", since.toEpochMilli())
                .query(Long.class)
                .single());
    }

    @Override
    public int forgetBefore(Instant instant) {
        return store.in(
                jdbc -> jdbc.sql("""
                        delete from run where finished_ms < :before and added = 0 and removed = 0
                        """).param("before", instant.toEpochMilli()).update());
    }

    private Run read(ResultSet row) throws SQLException {
        return new Run(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("audience_id"),
                Run.State.valueOf(row.getString("state")),
                Run.Trigger.valueOf(row.getString("trigger")),
                row.getBoolean("dry_run"),
                row.getBoolean("confirmed"),
                Instant.ofEpochMilli(row.getLong("started_ms")),
                SuppressionRow.instant(row, "finished_ms"),
                counts(row),
                row.getString("detail"));
    }

    private RunCounts counts(ResultSet row) throws SQLException {
        return new RunCounts(
                row.getLong("selected"),
                row.getLong("delivered"),
                row.getLong("rejected"),
                row.getLong("suppressed"),
                row.getLong("unreachable"),
                row.getLong("pending"),
                row.getLong("parked"),
                row.getLong("added"),
                row.getLong("removed"),
                json.readValue(row.getString("reasons"), REASONS));
    }
}
