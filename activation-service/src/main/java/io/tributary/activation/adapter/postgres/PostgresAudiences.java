package io.tributary.activation.adapter.postgres;

import io.tributary.activation.audience.Audience;
import io.tributary.activation.audience.Audiences;
import io.tributary.activation.audience.Mode;
import io.tributary.activation.connector.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Audiences, who holds them now, and what their rows add up to. */
public final class PostgresAudiences implements Audiences {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Store store;
    private final JsonMapper json;

    public PostgresAudiences(Store store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    public boolean add(Audience audience) {
        return store.in(jdbc -> {
            int added = jdbc.sql("""
                            insert into audience (id, tenant, key, segment_key, destination_id, mode, identifiers, streaming,
                                schedule_ms, config, remote_id, created_ms)
                            values (:id, :tenant, :key, :segment, :destination, :mode, cast(:identifiers as text[]),
                                :streaming, :schedule, cast(:config as jsonb), :remote, :created)
                            on conflict (tenant, key) do nothing
                            """)
                    .param("id", audience.id())
                    .param("tenant", audience.tenant())
                    .param("key", audience.key())
                    .param("segment", audience.segmentKey())
                    .param("destination", audience.destinationId())
                    .param("mode", audience.mode().name())
                    .param("identifiers", Store.texts(audience.identifiers()))
                    .param("streaming", audience.streaming())
                    .param(
                            "schedule",
                            audience.schedule() == null
                                    ? null
                                    : audience.schedule().toMillis())
                    .param("config", json.writeValueAsString(audience.config().values()))
                    .param("remote", audience.remoteId())
                    .param("created", audience.createdAt().toEpochMilli())
                    .update();
            if (added > 0) {
                Marks.all(jdbc, audience.id(), audience.createdAt().toEpochMilli());
            }
            return added > 0;
        });
    }

    @Override
    public Optional<Audience> find(String tenant, String id) {
        return store.in(jdbc -> jdbc.sql("select * from audience where tenant = :tenant and (id = :id or key = :id)")
                .param("tenant", tenant)
                .param("id", id)
                .query((row, number) -> read(row))
                .optional());
    }

    @Override
    public List<Audience> list(String tenant, @Nullable String after, int limit) {
        return store.in(jdbc -> jdbc.sql(
                        "select * from audience where tenant = :tenant and id > :after order by id limit :limit")
                .param("tenant", tenant)
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    @Override
    public Totals totals(Audience audience) {
        return store.in(jdbc -> jdbc.sql("""
                        select
                          (select count(*) from membership where tenant = :tenant and segment_key = :segment and member) members,
                          s.*,
                          (select coalesce(sum(added), 0) from run where audience_id = :id and not dry_run) added,
                          (select coalesce(sum(removed), 0) from run where audience_id = :id and not dry_run) removed
                        from (select
                            count(*) filter (where standing = 'delivered') delivered,
                            count(*) filter (where standing = 'suppressed') suppressed,
                            count(*) filter (where standing = 'unreachable') unreachable,
                            count(*) filter (where standing = 'rejected') rejected,
                            count(*) filter (where standing = 'pending') pending,
                            count(*) filter (where standing = 'parked') parked
                          from standing where audience_id = :id) s
                        """)
                .param("tenant", audience.tenant())
                .param("segment", audience.segmentKey())
                .param("id", audience.id())
                .query((row, number) -> new Totals(
                        row.getLong("members"),
                        row.getLong("delivered"),
                        row.getLong("suppressed"),
                        row.getLong("unreachable"),
                        row.getLong("rejected"),
                        row.getLong("pending"),
                        row.getLong("parked"),
                        row.getLong("added"),
                        row.getLong("removed")))
                .single());
    }

    @Override
    public List<Audience> due(Instant now, Instant markedBefore, int limit) {
        return store.in(jdbc -> jdbc.sql("""
                        select a.* from audience a
                        join destination d on d.id = a.destination_id and d.stop_reason = ''
                        where a.stop_reason = '' and a.held_until_ms <= :now
                          and (exists (select 1 from run r where r.audience_id = a.id and r.state = 'QUEUED')
                            or a.rest_until_ms <= :now and (
                              a.streaming and exists (select 1 from work w where w.audience_id = a.id and not w.parked
                                and w.marked_ms <= :markedBefore and w.not_before_ms <= :now)
                              or a.schedule_ms is not null and coalesce((select max(r.started_ms) from run r
                                where r.audience_id = a.id), 0) + a.schedule_ms <= :now))
                        order by a.id limit :limit
                        """)
                .param("now", now.toEpochMilli())
                .param("markedBefore", markedBefore.toEpochMilli())
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list());
    }

    @Override
    public boolean hold(String id, String holder, Instant now, Instant until) {
        return store.in(jdbc -> jdbc.sql("""
                        update audience set holder = :holder, held_until_ms = :until
                        where id = :id and (holder = :holder or held_until_ms <= :now)
                        """)
                        .param("holder", holder)
                        .param("until", until.toEpochMilli())
                        .param("id", id)
                        .param("now", now.toEpochMilli())
                        .update()
                > 0);
    }

    @Override
    public void release(String id, String holder) {
        store.in(jdbc -> jdbc.sql(
                        "update audience set holder = '', held_until_ms = 0 where id = :id and holder = :holder")
                .param("id", id)
                .param("holder", holder)
                .update());
    }

    @Override
    public void creating(String id) {
        store.in(jdbc -> jdbc.sql("update audience set creating = true where id = :id")
                .param("id", id)
                .update());
    }

    @Override
    public void created(String id, String remoteId) {
        store.in(jdbc -> jdbc.sql("update audience set creating = false, remote_id = :remote where id = :id")
                .param("remote", remoteId)
                .param("id", id)
                .update());
    }

    @Override
    public void stop(String id, String reason) {
        store.in(jdbc -> jdbc.sql("update audience set stop_reason = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update());
    }

    @Override
    public void rest(String id, int failures, Instant until) {
        store.in(jdbc -> jdbc.sql("update audience set failures = :failures, rest_until_ms = :until where id = :id")
                .param("failures", failures)
                .param("until", until.toEpochMilli())
                .param("id", id)
                .update());
    }

    private Audience read(ResultSet row) throws SQLException {
        long schedule = row.getLong("schedule_ms");
        var every = row.wasNull() ? null : Duration.ofMillis(schedule);
        return new Audience(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("key"),
                row.getString("segment_key"),
                row.getString("destination_id"),
                Mode.valueOf(row.getString("mode")),
                List.of((String[]) row.getArray("identifiers").getArray()),
                row.getBoolean("streaming"),
                every,
                new Settings(json.readValue(row.getString("config"), TEXTS)),
                row.getString("remote_id"),
                row.getBoolean("creating"),
                row.getString("stop_reason"),
                row.getInt("failures"),
                Instant.ofEpochMilli(row.getLong("created_ms")));
    }
}
