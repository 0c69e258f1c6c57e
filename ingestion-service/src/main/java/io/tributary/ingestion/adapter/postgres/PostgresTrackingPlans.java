package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.plan.PlanSettings;
import io.tributary.ingestion.plan.TrackingPlan;
import io.tributary.ingestion.plan.TrackingPlans;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Plans and their versions in PostgreSQL. Writes are rare and go one after another, so that what they must not exceed or
 * overlap is counted exactly.
 */
public final class PostgresTrackingPlans implements TrackingPlans {

    /** How many plans a tenant keeps, disabled ones included. */
    static final int MAX_PER_TENANT = 100;

    // Any number that no other lock of this database uses.
    private static final long WRITE_LOCK = 7_420_190_315L;

    private static final String COLUMNS = "tenant, id, version, name, enabled, sources, rules, written_at";
    private static final String VALUES = "(:tenant, :id, :version, :name, :enabled, :sources, :rules, :writtenAt)";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final long capacity;
    private final Jdbc jdbc;

    /** @param capacity bytes of the rules of all enabled plans of the installation: every instance holds them compiled */
    public PostgresTrackingPlans(JdbcClient db, TransactionTemplate transaction, long capacity, Scheduler blocking) {
        this.db = db;
        this.transaction = transaction;
        this.capacity = capacity;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public Flux<TrackingPlan> enabled() {
        return jdbc.many(() -> db.sql("select " + COLUMNS + " from tracking_plan where enabled order by id")
                .query(PostgresTrackingPlans::row)
                .list());
    }

    @Override
    public Flux<TrackingPlan> list(String tenant, String after, int limit) {
        return jdbc.many(() -> db.sql("select " + COLUMNS
                        + " from tracking_plan where tenant = :tenant and id > :after order by id limit :limit")
                .param("tenant", tenant)
                .param("after", after)
                .param("limit", limit)
                .query(PostgresTrackingPlans::row)
                .list());
    }

    @Override
    public Mono<TrackingPlan> find(String tenant, String id) {
        return jdbc.one(() -> findNow(tenant, id));
    }

    @Override
    public Mono<TrackingPlan> find(String tenant, String id, int version) {
        return jdbc.one(() -> db.sql("select tenant, plan_id as id, version, name, enabled, sources, rules, written_at"
                        + " from tracking_plan_version"
                        + " where tenant = :tenant and plan_id = :id and version = :version")
                .param("tenant", tenant)
                .param("id", id)
                .param("version", version)
                .query(PostgresTrackingPlans::row)
                .optional()
                .orElse(null));
    }

    @Override
    public Mono<Stored> add(TrackingPlan plan) {
        return writing(plan, () -> {
            if (count(plan.tenant()) >= MAX_PER_TENANT) {
                return new Stored.Full("A tenant keeps at most " + MAX_PER_TENANT + " tracking plans: change one.");
            }
            bound("insert into tracking_plan (" + COLUMNS + ") values " + VALUES, plan)
                    .update();
            return kept(plan);
        });
    }

    @Override
    public Mono<Stored> change(TrackingPlan plan) {
        return writing(plan, () -> {
            var latest = findNow(plan.tenant(), plan.id());
            if (latest == null) {
                return new Stored.NotFound();
            }
            if (latest.version() != plan.version() - 1) {
                return new Stored.Stale(latest.version());
            }
            bound(
                            "update tracking_plan set version = :version, name = :name, enabled = :enabled,"
                                    + " sources = :sources, rules = :rules, written_at = :writtenAt"
                                    + " where tenant = :tenant and id = :id",
                            plan)
                    .update();
            return kept(plan);
        });
    }

    @Override
    public Flux<TrackingPlan> unannounced(int limit) {
        return jdbc.many(() -> db.sql(
                        "select " + COLUMNS + " from tracking_plan where announced < version order by id limit :limit")
                .param("limit", limit)
                .query(PostgresTrackingPlans::row)
                .list());
    }

    @Override
    public Mono<Void> announced(TrackingPlan plan) {
        return jdbc.one(() -> db.sql(
                                "update tracking_plan set announced = greatest(announced, :version) where id = :id")
                        .param("version", plan.version())
                        .param("id", plan.id())
                        .update())
                .then();
    }

    private interface Writing {
        Stored write();
    }

    /** Checks what an enabled plan must not do, then writes; all under one lock. */
    private Mono<Stored> writing(TrackingPlan plan, Writing writing) {
        return jdbc.one(() -> transaction.execute(it -> {
            db.sql("select pg_advisory_xact_lock(" + WRITE_LOCK + ")")
                    .query((row, number) -> 0)
                    .list();
            var refusal = plan.settings().enabled() ? refusal(plan) : null;
            var stored = refusal == null ? writing.write() : refusal;
            if (!(stored instanceof Stored.Done)) {
                it.setRollbackOnly();
            }
            return stored;
        }));
    }

    private @Nullable Stored refusal(TrackingPlan plan) {
        var sources = plan.settings().sources().toArray(String[]::new);
        var rival = db.sql("select id from tracking_plan where tenant = :tenant and id <> :id and enabled"
                        + " and (sources && cast(:sources as text[])"
                        + " or (cardinality(sources) = 0 and cardinality(cast(:sources as text[])) = 0)) limit 1")
                .param("tenant", plan.tenant())
                .param("id", plan.id())
                .param("sources", sources)
                .query(String.class)
                .optional();
        if (rival.isPresent()) {
            return new Stored.Overlapping(rival.get());
        }
        long others = db.sql(
                        "select coalesce(sum(octet_length(rules)), 0) from tracking_plan where enabled and id <> :id")
                .param("id", plan.id())
                .query(Long.class)
                .single();
        return others + plan.rules().length() > capacity
                ? new Stored.Full("The enabled tracking plans of this installation hold as much as they may together.")
                : null;
    }

    private Stored kept(TrackingPlan plan) {
        bound(
                        "insert into tracking_plan_version (tenant, plan_id, version, name, enabled, sources, rules,"
                                + " written_at) values " + VALUES,
                        plan)
                .update();
        return new Stored.Done(plan);
    }

    private long count(String tenant) {
        return db.sql("select count(*) from tracking_plan where tenant = :tenant")
                .param("tenant", tenant)
                .query(Long.class)
                .single();
    }

    private @Nullable TrackingPlan findNow(String tenant, String id) {
        return db.sql("select " + COLUMNS + " from tracking_plan where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(PostgresTrackingPlans::row)
                .optional()
                .orElse(null);
    }

    private JdbcClient.StatementSpec bound(String sql, TrackingPlan plan) {
        return db.sql(sql)
                .param("tenant", plan.tenant())
                .param("id", plan.id())
                .param("version", plan.version())
                .param("name", plan.settings().name())
                .param("enabled", plan.settings().enabled())
                .param("sources", plan.settings().sources().toArray(String[]::new))
                .param("rules", plan.rules())
                .param("writtenAt", Timestamp.from(plan.writtenAt()));
    }

    private static TrackingPlan row(ResultSet row, int number) throws SQLException {
        return new TrackingPlan(
                row.getString("tenant"),
                row.getString("id"),
                row.getInt("version"),
                new PlanSettings(row.getString("name"), row.getBoolean("enabled"), List.of((String[])
                        row.getArray("sources").getArray())),
                row.getString("rules"),
                row.getTimestamp("written_at").toInstant());
    }
}
