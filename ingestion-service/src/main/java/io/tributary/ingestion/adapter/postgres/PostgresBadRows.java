package io.tributary.ingestion.adapter.postgres;

import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.ingestion.badrow.BadRow;
import io.tributary.ingestion.badrow.BadRowFilter;
import io.tributary.ingestion.badrow.BadRowSummary;
import io.tributary.ingestion.badrow.BadRows;
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

    private static final String SUMMARY = String.join(", ", BadRowColumns.OF_SUMMARY);
    private static final int PAGE_BYTES = 4 * 1024 * 1024;

    private final JdbcTemplate batches;
    private final BadRowName names;
    private final JdbcClient db;
    private final Jdbc jdbc;

    public PostgresBadRows(JdbcTemplate batches, KeyedDigest keyed, Scheduler blocking) {
        this.batches = batches;
        this.names = new BadRowName(keyed);
        this.db = JdbcClient.create(batches);
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public void store(List<BadRow> rows) {
        try {
            batches.batchUpdate(
                    BadRowColumns.INSERT,
                    rows.stream()
                            .map(it -> BadRowColumns.values(it, names.of(it)))
                            .toList());
        } catch (DataAccessException fault) {
            throw Jdbc.named(fault);
        }
    }

    @Override
    public Flux<BadRowSummary> list(String tenant, BadRowFilter filter, String before, int limit) {
        return jdbc.many(() -> {
            var where = where(tenant, filter);
            where.addBefore(before);
            return db.sql("select " + SUMMARY + " from bad_row where " + where.text()
                            + " order by id desc limit :limit")
                    .params(where.params())
                    .param("limit", limit)
                    .query(BadRowColumns::summary)
                    .list();
        });
    }

    @Override
    public Flux<BadRow> page(String tenant, BadRowFilter filter, String before, int limit) {
        return page(() -> where(tenant, filter), before, limit);
    }

    @Override
    public Flux<BadRow> pageFor(String jobId, String tenant, BadRowFilter filter, String before, int limit) {
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
            where.addBefore(before);
            return db.sql(BadRowColumns.sized(where.text()))
                    .params(where.params())
                    .param("limit", limit)
                    .param("most", PAGE_BYTES)
                    .query(BadRowColumns::row)
                    .list();
        });
    }

    @Override
    public Mono<BadRow> find(String tenant, String id) {
        return jdbc.one(() -> db.sql("select * from bad_row where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(BadRowColumns::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<BadRowSummary> findByMessage(String tenant, String messageId) {
        // A row without an id is nobody's message, so the index leaves it out.
        return jdbc.one(() -> db.sql("select " + SUMMARY
                        + " from bad_row where tenant = :tenant and message_id = :message"
                        + " and message_id <> '' order by id desc limit 1")
                .param("tenant", tenant)
                .param("message", messageId)
                .query(BadRowColumns::summary)
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

    @Override
    public Mono<Integer> forgetErased(Duration age) {
        return jdbc.one(() -> db.sql("delete from bad_row_erased where erased_at < now() - make_interval(secs => :age)")
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

        void addBefore(String id) {
            add("id < :before", "before", id.isEmpty() ? null : id);
        }

        String text() {
            return text.toString();
        }

        Map<String, Object> params() {
            return params;
        }
    }
}
