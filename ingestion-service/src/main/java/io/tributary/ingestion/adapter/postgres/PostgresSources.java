package io.tributary.ingestion.adapter.postgres;

import io.tributary.ingestion.source.Ending;
import io.tributary.ingestion.source.KeyAddition;
import io.tributary.ingestion.source.KeyHash;
import io.tributary.ingestion.source.KeyKind;
import io.tributary.ingestion.source.Rank;
import io.tributary.ingestion.source.Source;
import io.tributary.ingestion.source.SourceKey;
import io.tributary.ingestion.source.SourceSettings;
import io.tributary.ingestion.source.Sources;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sources and the hashes of their keys in PostgreSQL. Every change raises the revision in its own transaction. */
public final class PostgresSources implements Sources {

    private static final String COLUMNS =
            "tenant, id, key, name, enabled, historical, correct_skew, trust, priority, allowed_origins, events_per_second, revision";

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
            int added = db.sql(
                            "insert into source (" + COLUMNS + ") values (:tenant, :id, :key, :name, :enabled,"
                                    + " :historical, :skew, :trust, :priority, :origins, :quota, 1) on conflict (tenant, key) do nothing")
                    .param("tenant", source.tenant())
                    .param("id", source.id())
                    .param("key", source.key())
                    .params(settingsOf(settings))
                    .update();
            if (added == 0) {
                return null;
            }
            source.keys().forEach(key -> addKey(source.tenant(), source.id(), key));
            return source;
        }));
    }

    @Override
    public Mono<Source> change(String tenant, String id, SourceSettings settings) {
        return jdbc.one(() -> transaction.execute(it -> {
            db.sql("update source set name = :name, enabled = :enabled, historical = :historical,"
                            + " correct_skew = :skew, trust = :trust, priority = :priority, allowed_origins = :origins, events_per_second = :quota, revision = revision + 1"
                            + " where tenant = :tenant and id = :id")
                    .param("tenant", tenant)
                    .param("id", id)
                    .params(settingsOf(settings))
                    .update();
            return findNow(tenant, id);
        }));
    }

    @Override
    public Mono<KeyAddition> addKey(String tenant, String id, SourceKey added, Ending ending) {
        return jdbc.one(() -> transaction.execute(it -> {
            // Raising the revision first locks the row: changes of one source are one after the other.
            var source = raise(tenant, id) == 0 ? null : findNow(tenant, id);
            var refusal = source == null ? new KeyAddition.NoSuchSource() : refusal(source, added, ending);
            if (refusal != null) {
                it.setRollbackOnly();
                return refusal;
            }
            forgetEnded(id, added.createdAt());
            end(id, added.kind(), ending);
            addKey(tenant, id, added);
            return new KeyAddition.Added(Objects.requireNonNull(findNow(tenant, id)));
        }));
    }

    private static KeyAddition.@Nullable NotAdded refusal(Source source, SourceKey added, Ending ending) {
        if (added.kind() == KeyKind.READ && source.settings().allowedOrigins().isEmpty()) {
            return new KeyAddition.NeedsOrigins();
        }
        var good = source.keys(added.kind()).stream()
                .filter(it -> it.isValidAt(added.createdAt()))
                .toList();
        if (ending instanceof Ending.One one
                && good.stream().noneMatch(it -> it.id().equals(one.keyId()))) {
            return new KeyAddition.NoSuchKey();
        }
        long lasting = good.stream().filter(it -> lasts(it, ending)).count();
        return lasting >= MAX_KEYS || good.size() >= 2 * MAX_KEYS ? new KeyAddition.TooMany(MAX_KEYS) : null;
    }

    /** A key with an end is on its way out, so the last one that fits can still be replaced. */
    private static boolean lasts(SourceKey key, Ending ending) {
        return key.expiresAt() == null
                && switch (ending) {
                    case Ending.Nothing _ -> true;
                    case Ending.All _ -> false;
                    case Ending.One one -> !key.id().equals(one.keyId());
                };
    }

    private void forgetEnded(String id, Instant now) {
        db.sql("delete from source_key where source_id = :id and expires_at <= :now")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A key that ends sooner already keeps its end. */
    private void end(String id, KeyKind kind, Ending ending) {
        switch (ending) {
            case Ending.Nothing _ -> {}
            case Ending.All(var until) -> end(id, kind, null, until);
            case Ending.One(var keyId, var until) -> end(id, kind, keyId, until);
        }
    }

    private void end(String id, KeyKind kind, @Nullable String keyId, Instant until) {
        db.sql("update source_key set expires_at = :until where source_id = :id and kind = :kind"
                        + " and (:key::text is null or id = :key) and (expires_at is null or expires_at > :until)")
                .param("id", id)
                .param("kind", kind.wireName())
                .param("key", keyId, Types.VARCHAR)
                .param("until", Timestamp.from(until))
                .update();
    }

    @Override
    public Mono<Source> revoke(String tenant, String id, KeyKind kind, String keyId) {
        return jdbc.one(() -> transaction.execute(it -> {
            int revoked = db.sql("delete from source_key where tenant = :tenant and source_id = :id and id = :key"
                            + " and kind = :kind")
                    .param("tenant", tenant)
                    .param("id", id)
                    .param("key", keyId)
                    .param("kind", kind.wireName())
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

    private void addKey(String tenant, String sourceId, SourceKey key) {
        db.sql("insert into source_key (kind, id, tenant, source_id, hash, created_at)"
                        + " values (:kind, :id, :tenant, :source, :hash, :created)")
                .param("kind", key.kind().wireName())
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
        Map<String, List<SourceKey>> keys = new HashMap<>();
        db.sql("select source_id, kind, id, hash, created_at, expires_at from source_key where source_id = any(:ids)"
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
                "skew", settings.correctsSkew(),
                "trust", settings.rank().trust(),
                "priority", settings.rank().priority(),
                "origins", settings.allowedOrigins().toArray(String[]::new),
                "quota", settings.eventsPerSecond());
    }

    private static Source row(ResultSet row, int number) throws SQLException {
        var settings = new SourceSettings(
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getBoolean("historical"),
                row.getBoolean("correct_skew"),
                new Rank(row.getInt("trust"), row.getInt("priority")),
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

    private static SourceKey key(ResultSet row) throws SQLException {
        var expiresAt = row.getTimestamp("expires_at");
        return new SourceKey(
                KeyKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("id"),
                new KeyHash(row.getString("hash")),
                row.getTimestamp("created_at").toInstant(),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
