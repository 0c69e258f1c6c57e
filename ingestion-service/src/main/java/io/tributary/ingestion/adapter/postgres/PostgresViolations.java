package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.plan.PlanAction;
import io.tributary.ingestion.violation.Violation;
import io.tributary.ingestion.violation.ViolationKey;
import io.tributary.ingestion.violation.ViolationKey.PlanVersion;
import io.tributary.ingestion.violation.Violations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Violations in PostgreSQL, one row per thing that is told apart, added up by whoever counted it. */
public final class PostgresViolations implements Violations {

    private static final String KEY = "tenant = :tenant and plan_id = :plan and version = :version and event = :event"
            + " and property = :property and rule = :rule and action = :action and source_id = :source";

    // One expression, so that the place in a list is one text; the parts hold no control characters.
    private static final String POSITION = "concat_ws(chr(31), event, property, rule, action, source_id) collate \"C\"";

    private static final char SEPARATOR = 31;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Jdbc jdbc;
    private final ViolationSamples samples;

    public PostgresViolations(JdbcClient db, TransactionTemplate transaction, Scheduler blocking) {
        this.db = db;
        this.transaction = transaction;
        this.jdbc = new Jdbc(blocking);
        this.samples = new ViolationSamples(db);
    }

    @Override
    public Mono<Void> add(List<Violation> counted) {
        return jdbc.one(() -> transaction.execute(it -> {
                    Map<PlanVersion, List<Violation>> byPlan = new LinkedHashMap<>();
                    counted.forEach(one -> byPlan.computeIfAbsent(one.key().plan(), plan -> new ArrayList<>())
                            .add(one));
                    byPlan.forEach(this::add);
                    return counted.size();
                }))
                .then();
    }

    private void add(PlanVersion plan, List<Violation> counted) {
        long room = MAX_PER_PLAN - count(plan);
        for (var one : counted) {
            if (update(one) == 1) {
                continue;
            }
            if (room > 0 || one.key().isOverflow()) {
                insert(one);
                room--;
            } else {
                var key = new ViolationKey(plan, "", "", "", ViolationKey.OVERFLOW, PlanAction.ALLOW);
                var overflow = new Violation(key, one.count(), one.firstSeen(), one.lastSeen(), List.of());
                if (update(overflow) == 0) {
                    insert(overflow);
                }
            }
        }
    }

    private long count(PlanVersion plan) {
        return db.sql("select count(*) from plan_violation where tenant = :tenant and plan_id = :plan")
                .param("tenant", plan.tenant())
                .param("plan", plan.planId())
                .query(Long.class)
                .single();
    }

    private int update(Violation one) {
        return bound(
                        "update plan_violation set count = count + :count,"
                                + " first_seen = least(first_seen, :first), last_seen = greatest(last_seen, :last),"
                                + " samples = jsonb_path_query_array(cast(:samples as jsonb) || samples, '$[0 to "
                                + (Violation.MAX_SAMPLES - 1) + "]'), written_at = now() where " + KEY,
                        one)
                .update();
    }

    /** Another instance may have been faster with the same row. */
    private void insert(Violation one) {
        bound(
                        "insert into plan_violation as known (tenant, plan_id, version, event, property, rule, action, source_id,"
                                + " count, first_seen, last_seen, samples) values (:tenant, :plan, :version, :event, :property,"
                                + " :rule, :action, :source, :count, :first, :last, cast(:samples as jsonb))"
                                + " on conflict (tenant, plan_id, version, event, property, rule, action, source_id)"
                                + " do update set count = known.count + excluded.count,"
                                + " first_seen = least(known.first_seen, excluded.first_seen),"
                                + " last_seen = greatest(known.last_seen, excluded.last_seen), written_at = now()",
                        one)
                .update();
    }

    private JdbcClient.StatementSpec bound(String sql, Violation one) {
        var key = one.key();
        return db.sql(sql)
                .param("tenant", key.plan().tenant())
                .param("plan", key.plan().planId())
                .param("version", key.plan().version())
                .param("event", key.event())
                .param("property", key.property())
                .param("rule", key.rule())
                .param("action", key.action().wireName())
                .param("source", key.sourceId())
                .param("count", one.count())
                .param("first", Timestamp.from(one.firstSeen()))
                .param("last", Timestamp.from(one.lastSeen()))
                .param("samples", ViolationSamples.written(one.samples()));
    }

    @Override
    public Flux<Violation> list(Question question, String after, int limit) {
        return jdbc.many(() -> samples.kept(question.plan().tenant(), stored(question, after, limit)));
    }

    private List<Violation> stored(Question question, String after, int limit) {
        return db.sql("select * from plan_violation"
                        + " where tenant = :tenant and plan_id = :plan and version = :version"
                        + " and (cast(:source as text) is null or source_id = :source)"
                        + " and (cast(:event as text) is null or event = :event)"
                        + " and " + POSITION + " > :after order by " + POSITION + " limit :limit")
                .param("tenant", question.plan().tenant())
                .param("plan", question.plan().planId())
                .param("version", question.plan().version())
                .param("source", question.sourceId())
                .param("event", question.event())
                .param("after", after)
                .param("limit", limit)
                .query(PostgresViolations::row)
                .list();
    }

    @Override
    public String position(Violation violation) {
        var key = violation.key();
        return String.join(
                String.valueOf(SEPARATOR),
                key.event(),
                key.property(),
                key.rule(),
                key.action().wireName(),
                key.sourceId());
    }

    @Override
    public Mono<Integer> expire(Duration age) {
        return jdbc.one(
                () -> db.sql("delete from plan_violation where written_at < now() - make_interval(secs => :seconds)")
                        .param("seconds", age.toSeconds())
                        .update());
    }

    private static Violation row(ResultSet row, int number) throws SQLException {
        var action = PlanAction.named(row.getString("action"));
        var key = new ViolationKey(
                new PlanVersion(row.getString("tenant"), row.getString("plan_id"), row.getInt("version")),
                row.getString("source_id"),
                row.getString("event"),
                row.getString("property"),
                row.getString("rule"),
                action == null ? PlanAction.ALLOW : action);
        return new Violation(
                key,
                row.getLong("count"),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                ViolationSamples.read(row.getString("samples")));
    }
}
