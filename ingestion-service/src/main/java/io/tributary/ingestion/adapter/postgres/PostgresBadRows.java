package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowFilter;
import io.tributary.ingestion.badrow.BadRows;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.SentWith;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Bad rows in PostgreSQL, newest first by their time-ordered ids. */
public final class PostgresBadRows implements BadRows {

    private static final String INSERT = """
            insert into bad_row (tenant, id, source_id, kind, pointer, failure, received_at, message_id, call,
                original, original_size, truncated, job_id, line, mapped, envelope, retried)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final JdbcTemplate batches;
    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresBadRows(JdbcTemplate batches, Scheduler blocking) {
        this.batches = batches;
        this.db = JdbcClient.create(batches);
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public void store(List<BadRow> rows) {
        try {
            batches.batchUpdate(
                    INSERT, rows.stream().map(PostgresBadRows::values).toList());
        } catch (DataAccessException fault) {
            throw Jdbc.unavailable(fault);
        }
    }

    @Override
    public Flux<BadRow> list(String tenant, BadRowFilter filter, String before, int limit) {
        return page(() -> where(tenant, filter), before, limit);
    }

    @Override
    public Flux<BadRow> listFor(String jobId, String tenant, BadRowFilter filter, String before, int limit) {
        return page(
                () -> {
                    var where = where(tenant, filter.anyState());
                    where.add("(replayed_by is null or replayed_by = :own)", "own", jobId);
                    return where;
                },
                before,
                limit);
    }

    private Flux<BadRow> page(Supplier<Where> conditions, String before, int limit) {
        return jdbc.many(() -> {
            var where = conditions.get();
            where.add("id < :before", "before", before.isEmpty() ? null : before);
            return db.sql("select * from bad_row where " + where.text() + " order by id desc limit :limit")
                    .params(where.params())
                    .param("limit", limit)
                    .query(PostgresBadRows::row)
                    .list();
        });
    }

    @Override
    public Mono<BadRow> find(String tenant, String id) {
        return jdbc.one(() -> db.sql("select * from bad_row where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(PostgresBadRows::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<BadRow> findByMessage(String tenant, String messageId) {
        // A row without an id is nobody's message, so the index leaves it out.
        return jdbc.one(() -> db.sql("select * from bad_row where tenant = :tenant and message_id = :message"
                        + " and message_id <> '' order by id desc limit 1")
                .param("tenant", tenant)
                .param("message", messageId)
                .query(PostgresBadRows::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Long> count(String tenant, BadRowFilter filter) {
        return jdbc.one(() -> {
            var where = where(tenant, filter);
            return db.sql("select count(*) from bad_row where " + where.text())
                    .params(where.params())
                    .query(Long.class)
                    .single();
        });
    }

    @Override
    public Flux<KindCount> counts(String tenant, BadRowFilter filter, int limit) {
        return jdbc.many(() -> {
            var where = where(tenant, filter);
            return db.sql("select kind, source_id, count(*) as rows,"
                            + " count(*) filter (where replayed_by is null) as open,"
                            + " min(received_at) as first_seen, max(received_at) as last_seen from bad_row where "
                            + where.text()
                            + " group by kind, source_id order by count(*) desc, kind, source_id limit :limit")
                    .params(where.params())
                    .param("limit", limit)
                    .query((row, number) -> new KindCount(
                            row.getString("kind"),
                            row.getString("source_id"),
                            row.getLong("rows"),
                            row.getLong("open"),
                            row.getTimestamp("first_seen").toInstant(),
                            row.getTimestamp("last_seen").toInstant()))
                    .list();
        });
    }

    @Override
    public Mono<Void> replayed(String tenant, List<String> ids, String jobId) {
        return jdbc.one(() -> db.sql("update bad_row set replayed_by = :job where tenant = :tenant and id = any(:ids)")
                        .param("job", jobId)
                        .param("tenant", tenant)
                        .param("ids", ids.toArray(String[]::new))
                        .update())
                .then();
    }

    @Override
    public Mono<Integer> expire(Duration age) {
        return jdbc.one(() -> db.sql("delete from bad_row where stored_at < now() - make_interval(secs => :age)")
                .param("age", age.toSeconds())
                .update());
    }

    private static Where where(String tenant, BadRowFilter filter) {
        var where = new Where();
        where.add("tenant = :tenant", "tenant", tenant);
        where.add("source_id = :source", "source", filter.sourceId());
        where.add("kind = :kind", "kind", filter.kind());
        where.add("received_at >= :from", "from", timestamp(filter.from()));
        where.add("received_at < :to", "to", timestamp(filter.to()));
        where.add(
                "id = any(:ids)",
                "ids",
                filter.ids().isEmpty() ? null : filter.ids().toArray(String[]::new));
        where.add("message_id = :message", "message", filter.messageId());
        where.add("job_id = :job", "job", filter.jobId());
        where.add("(replayed_by is not null) = :replayed", "replayed", filter.replayed());
        return where;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Object[] values(BadRow row) {
        var line = row.line();
        var mapped = line == null ? null : line.mapped();
        var with = row.original().sentWith();
        return new @Nullable Object[] {
            row.tenant(),
            row.id(),
            row.sourceId(),
            row.reason().kind(),
            row.reason().pointer(),
            row.reason().failure(),
            Timestamp.from(row.receivedAt()),
            row.messageId(),
            row.call(),
            row.original().bytes().copy(),
            row.original().sizeInBytes(),
            row.original().truncated(),
            line == null ? "" : line.jobId(),
            line == null ? 0 : line.number(),
            mapped == null ? null : mapped.copy(),
            with.envelope().length() == 0 ? null : with.envelope().copy(),
            with.retried()
        };
    }

    private static BadRow row(ResultSet row, int number) throws SQLException {
        return new BadRow(
                row.getString("tenant"),
                row.getString("source_id"),
                row.getString("id"),
                new BadRow.Reason(row.getString("kind"), row.getString("pointer"), row.getString("failure")),
                row.getTimestamp("received_at").toInstant(),
                row.getString("message_id"),
                row.getString("call"),
                new BadRow.Original(
                        JsonBytes.of(row.getBytes("original")),
                        row.getInt("original_size"),
                        row.getBoolean("truncated"),
                        sentWith(row)),
                line(row),
                row.getString("replayed_by"));
    }

    private static SentWith sentWith(ResultSet row) throws SQLException {
        byte[] envelope = row.getBytes("envelope");
        return new SentWith(JsonBytes.of(envelope == null ? new byte[0] : envelope), row.getBoolean("retried"));
    }

    private static BadRow.@Nullable Line line(ResultSet row) throws SQLException {
        var jobId = row.getString("job_id");
        byte[] mapped = row.getBytes("mapped");
        return jobId.isEmpty()
                ? null
                : new BadRow.Line(jobId, row.getLong("line"), mapped == null ? null : JsonBytes.of(mapped));
    }

    /** Conditions joined by and; those without a value are left out. */
    private static final class Where {
        private final StringBuilder text = new StringBuilder("true");
        private final Map<String, Object> params = new HashMap<>();

        void add(String condition, String name, @Nullable Object value) {
            if (value != null) {
                text.append(" and ").append(condition);
                params.put(name, value);
            }
        }

        String text() {
            return text.toString();
        }

        Map<String, Object> params() {
            return params;
        }
    }
}
