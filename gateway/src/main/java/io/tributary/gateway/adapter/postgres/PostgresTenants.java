package io.tributary.gateway.adapter.postgres;

import io.tributary.gateway.access.TenantStanding;
import io.tributary.gateway.access.TenantStandings;
import io.tributary.gateway.tenant.FirstEvents;
import io.tributary.gateway.tenant.PrivateAction;
import io.tributary.gateway.tenant.PrivateField;
import io.tributary.gateway.tenant.Tenant;
import io.tributary.gateway.tenant.TenantAnnouncements;
import io.tributary.gateway.tenant.TenantLimits;
import io.tributary.gateway.tenant.TenantSettings;
import io.tributary.gateway.tenant.TenantStatus;
import io.tributary.gateway.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;

/** Tenants in one table; the revision that was last published is kept beside the one that is true. */
public final class PostgresTenants implements Tenants, TenantAnnouncements, FirstEvents {

    private final Store store;
    private final TenantStandings known;
    private final ReentrantLock refreshing = new ReentrantLock();

    public PostgresTenants(Store store, TenantStandings known) {
        this.store = store;
        this.known = known;
    }

    @Override
    public Mono<Tenant> find(String key) {
        return store.later(jdbc -> jdbc.sql("select * from tenant where tenant = :tenant")
                        .param("tenant", key)
                        .query(PostgresTenants::tenant)
                        .optional())
                .flatMap(Mono::justOrEmpty);
    }

    @Override
    public Mono<List<Tenant>> list(@Nullable String after, int limit) {
        return store.later(jdbc -> jdbc.sql("select * from tenant where tenant > :after order by tenant limit :limit")
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(PostgresTenants::tenant)
                .list());
    }

    @Override
    public Mono<Boolean> add(Tenant tenant) {
        return store.later(jdbc -> values(jdbc, """
                        insert into tenant (tenant, name, time_zone, region, events_per_second, event_bytes,
                            batch_bytes, batch_events, nesting, members, private_fields, corrects_skew, status, revision,
                            created_at)
                        values (:tenant, :name, :zone, :region, :eventsPerSecond, :eventBytes,
                            :batchBytes, :batchEvents, :nesting, :members, :privateFields, :skew, :status, :revision,
                            :createdAt)
                        on conflict (tenant) do nothing""", tenant)
                        .param("createdAt", Timestamp.from(tenant.createdAt()))
                        .update()
                == 1);
    }

    @Override
    public Mono<Boolean> change(Tenant tenant) {
        return store.later(jdbc -> {
            boolean kept = values(jdbc, """
                            update tenant set name = :name, time_zone = :zone, region = :region,
                                events_per_second = :eventsPerSecond, event_bytes = :eventBytes,
                                batch_bytes = :batchBytes, batch_events = :batchEvents,
                                nesting = :nesting, members = :members, private_fields = :privateFields,
                                corrects_skew = :skew,
                                status = :status, revision = :revision
                            where tenant = :tenant and revision = :revision - 1""", tenant).update() == 1;
            if (kept) {
                // Whoever was told that a tenant is there, or suspended, finds it so at the next call.
                refreshStandings();
            }
            return kept;
        });
    }

    private static JdbcClient.StatementSpec values(JdbcClient jdbc, String sql, Tenant tenant) {
        var settings = tenant.settings();
        return jdbc.sql(sql)
                .param("tenant", tenant.key())
                .param("name", settings.name())
                .param("zone", settings.timeZone())
                .param("region", settings.region())
                .param("eventsPerSecond", settings.limits().eventsPerSecond())
                .param("eventBytes", settings.limits().eventBytes())
                .param("batchBytes", settings.limits().batchBytes())
                .param("batchEvents", settings.limits().batchEvents())
                .param("nesting", settings.limits().nesting())
                .param("members", settings.limits().members())
                .param("privateFields", privateFields(settings))
                .param("skew", settings.correctsSkew())
                .param("status", tenant.status().name())
                .param("revision", tenant.revision());
    }

    /** The action, a space, and the path: {@code drop context.ip}. */
    private static String[] privateFields(TenantSettings settings) {
        return settings.privateFields().stream()
                .map(it -> it.action().wireName() + ' ' + it.path())
                .toArray(String[]::new);
    }

    private static List<PrivateField> privateFields(String[] kept) {
        var fields = new ArrayList<PrivateField>(kept.length);
        for (var text : kept) {
            int space = text.indexOf(' ');
            var action = PrivateAction.named(text.substring(0, space));
            if (action == null) {
                throw new IllegalStateException("a tenant's private field has an action that nobody knows");
            }
            fields.add(new PrivateField(text.substring(space + 1), action));
        }
        return fields;
    }

    /** Takes over what other gateways changed. Blocking; one at a time, so that an older reading never comes last. */
    public void refreshStandings() {
        refreshing.lock();
        try {
            known.replace(standings());
        } finally {
            refreshing.unlock();
        }
    }

    /** The standing of every tenant; one that is being set up or was deleted counts as absent. */
    private Map<String, TenantStanding> standings() {
        var standings = new HashMap<String, TenantStanding>();
        store.now(jdbc -> jdbc.sql("select tenant, status from tenant")
                        .query((row, _) ->
                                Map.entry(row.getString("tenant"), TenantStatus.valueOf(row.getString("status"))))
                        .list())
                .forEach(it -> standings.put(it.getKey(), standing(it.getValue())));
        return standings;
    }

    private static TenantStanding standing(TenantStatus status) {
        return switch (status) {
            case ACTIVE -> TenantStanding.ACTIVE;
            case SUSPENDED -> TenantStanding.SUSPENDED;
            case PROVISIONING, DELETED -> TenantStanding.ABSENT;
        };
    }

    @Override
    public List<Tenant> pending(int limit) {
        return store.now(jdbc -> jdbc.sql("""
                        select * from tenant where announced_revision < revision and status <> 'PROVISIONING'
                        order by tenant limit :limit""")
                .param("limit", limit)
                .query(PostgresTenants::tenant)
                .list());
    }

    @Override
    public void announced(Tenant tenant) {
        store.now(jdbc -> jdbc.sql("""
                        update tenant set announced_revision = greatest(announced_revision, :revision)
                        where tenant = :tenant""")
                .param("tenant", tenant.key())
                .param("revision", tenant.revision())
                .update());
    }

    @Override
    public void announceAllAgain() {
        store.now(jdbc -> jdbc.sql("update tenant set announced_revision = 0 where announced_revision <> 0")
                .update());
    }

    @Override
    public Map<String, Instant> awaited() {
        var awaited = new HashMap<String, Instant>();
        store.now(jdbc -> jdbc.sql("""
                                select tenant, created_at from tenant
                                where not time_zone_fixed and status in ('ACTIVE', 'SUSPENDED')""")
                        .query((row, _) -> Map.entry(
                                row.getString("tenant"),
                                row.getTimestamp("created_at").toInstant()))
                        .list())
                .forEach(it -> awaited.put(it.getKey(), it.getValue()));
        return awaited;
    }

    @Override
    public void seen(String tenant) {
        store.now(jdbc -> jdbc.sql("update tenant set time_zone_fixed = true where tenant = :tenant")
                .param("tenant", tenant)
                .update());
    }

    private static Tenant tenant(ResultSet row, int number) throws SQLException {
        var limits = new TenantLimits(
                row.getLong("events_per_second"),
                row.getInt("event_bytes"),
                row.getInt("batch_bytes"),
                row.getInt("batch_events"),
                row.getInt("nesting"),
                row.getInt("members"));
        return new Tenant(
                row.getString("tenant"),
                new TenantSettings(
                        row.getString("name"),
                        row.getString("time_zone"),
                        row.getString("region"),
                        limits,
                        privateFields((String[]) row.getArray("private_fields").getArray()),
                        row.getBoolean("corrects_skew")),
                TenantStatus.valueOf(row.getString("status")),
                row.getBoolean("time_zone_fixed"),
                row.getLong("revision"),
                row.getTimestamp("created_at").toInstant());
    }
}
