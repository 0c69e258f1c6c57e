package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.source.Sources;
import io.tributary.ingestion.source.WriteKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sources and the hashes of their keys in PostgreSQL. Every change raises the revision in its own transaction. */
public final class PostgresSources implements Sources {

    private static final String COLUMNS =
            "tenant, id, key, name, enabled, historical, priority, allowed_origins, events_per_second, revision";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Jdbc jdbc;

    public PostgresSources(JdbcClient db, TransactionTemplate transaction, Scheduler blocking) {
        this.db = db;
        this.transaction = transaction;
        this.jdbc = new Jdbc(blocking);
    }

    @Override
    public Flux<Source> all() {
        return jdbc.many(() -> withKeys(db.sql("select " + COLUMNS + " from source")
                .query(PostgresSources::row)
                .list()));
    }

    @Override
    public Flux<Source> list(String tenant, String after, int limit) {
        return jdbc.many(() -> withKeys(db.sql("select " + COLUMNS
                        + " from source where tenant = :tenant and key > :after order by key limit :limit")
                .param("tenant", tenant)
                .param("after", after)
                .param("limit", limit)
                .query(PostgresSources::row)
                .list()));
    }

    @Override
    public Mono<Source> find(String tenant, String id) {
        return jdbc.one(() -> findNow(tenant, id));
    }

    @Override
    public Mono<Source> add(Source source) {
        return jdbc.one(() -> transaction.execute(it -> {
            var settings = source.settings();
            int added = db.sql("insert into source (" + COLUMNS + ") values (:tenant, :id, :key, :name, :enabled,"
                            + " :historical, :priority, :origins, :quota, 1) on conflict (tenant, key) do nothing")
                    .param("tenant", source.tenant())
                    .param("id", source.id())
                    .param("key", source.key())
                    .params(settingsOf(settings))
                    .update();
            if (added == 0) {
                return null;
            }
            source.writeKeys().forEach(key -> addKey(source.tenant(), source.id(), key));
            return source;
        }));
    }

    @Override
    public Mono<Source> change(String tenant, String id, SourceSettings settings) {
        return jdbc.one(() -> transaction.execute(it -> {
            db.sql("update source set name = :name, enabled = :enabled, historical = :historical,"
                            + " priority = :priority, allowed_origins = :origins, events_per_second = :quota, revision = revision + 1"
                            + " where tenant = :tenant and id = :id")
                    .param("tenant", tenant)
                    .param("id", id)
                    .params(settingsOf(settings))
                    .update();
            return findNow(tenant, id);
        }));
    }

    @Override
    public Mono<Source> rotate(String tenant, String id, WriteKey added, Instant othersUntil) {
        return jdbc.one(() -> transaction.execute(it -> {
            if (raise(tenant, id) == 0) {
                return null;
            }
            // A key that ends sooner already keeps its end.
            db.sql("update write_key set expires_at = :until where source_id = :id"
                            + " and (expires_at is null or expires_at > :until)")
                    .param("id", id)
                    .param("until", Timestamp.from(othersUntil))
                    .update();
            addKey(tenant, id, added);
            return findNow(tenant, id);
        }));
    }

    @Override
    public Mono<Source> revoke(String tenant, String id, String keyId) {
        return jdbc.one(() -> transaction.execute(it -> {
            int revoked = db.sql("delete from write_key where tenant = :tenant and source_id = :id and id = :key")
                    .param("tenant", tenant)
                    .param("id", id)
                    .param("key", keyId)
                    .update();
            return revoked == 0 || raise(tenant, id) == 0 ? null : findNow(tenant, id);
        }));
    }

    @Override
    public Flux<Source> unannounced(int limit) {
        return jdbc.many(() -> withKeys(
                db.sql("select " + COLUMNS + " from source where announced < revision order by id limit :limit")
                        .param("limit", limit)
                        .query(PostgresSources::row)
                        .list()));
    }

    @Override
    public Mono<Void> announced(Source source) {
        return jdbc.one(() -> db.sql("update source set announced = greatest(announced, :revision) where id = :id")
                        .param("revision", source.revision())
                        .param("id", source.id())
                        .update())
                .then();
    }

    private int raise(String tenant, String id) {
        return db.sql("update source set revision = revision + 1 where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .update();
    }

    private void addKey(String tenant, String sourceId, WriteKey key) {
        db.sql("insert into write_key (id, tenant, source_id, hash, created_at)"
                        + " values (:id, :tenant, :source, :hash, :created)")
                .param("id", key.id())
                .param("tenant", tenant)
                .param("source", sourceId)
                .param("hash", key.hash().hex())
                .param("created", Timestamp.from(key.createdAt()))
                .update();
    }

    private @Nullable Source findNow(String tenant, String id) {
        var found = withKeys(db.sql("select " + COLUMNS + " from source where tenant = :tenant and id = :id")
                .param("tenant", tenant)
                .param("id", id)
                .query(PostgresSources::row)
                .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Two statements instead of a join: a source's settings are read once, however many keys it has. */
    private List<Source> withKeys(List<Source> sources) {
        if (sources.isEmpty()) {
            return sources;
        }
        Map<String, List<WriteKey>> keys = new HashMap<>();
        db.sql("select source_id, id, hash, created_at, expires_at from write_key where source_id = any(:ids)"
                        + " order by created_at, id")
                .param("ids", sources.stream().map(Source::id).toArray(String[]::new))
                .query(row -> {
                    keys.computeIfAbsent(row.getString("source_id"), it -> new ArrayList<>())
                            .add(key(row));
                });
        return sources.stream()
                .map(it -> new Source(
                        it.tenant(),
                        it.id(),
                        it.key(),
                        it.settings(),
                        keys.getOrDefault(it.id(), List.of()),
                        it.revision()))
                .toList();
    }

    private static Map<String, Object> settingsOf(SourceSettings settings) {
        return Map.of(
                "name", settings.name(),
                "enabled", settings.enabled(),
                "historical", settings.historical(),
                "priority", settings.priority(),
                "origins", settings.allowedOrigins().toArray(String[]::new),
                "quota", settings.eventsPerSecond());
    }

    private static Source row(ResultSet row, int number) throws SQLException {
        var settings = new SourceSettings(
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getBoolean("historical"),
                row.getInt("priority"),
                List.of((String[]) row.getArray("allowed_origins").getArray()),
                row.getLong("events_per_second"));
        return new Source(
                row.getString("tenant"),
                row.getString("id"),
                row.getString("key"),
                settings,
                List.of(),
                row.getLong("revision"));
    }

    private static WriteKey key(ResultSet row) throws SQLException {
        var expiresAt = row.getTimestamp("expires_at");
        return new WriteKey(
                row.getString("id"),
                new KeyHash(row.getString("hash")),
                row.getTimestamp("created_at").toInstant(),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
