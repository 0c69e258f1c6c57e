package io.tributary.segment.adapter.postgres;

import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.RegistryVerdict;
import io.tributary.segment.registry.SegmentVersion;
import io.tributary.segment.registry.Segments;
import io.tributary.segment.rule.RuleJson;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The registry in PostgreSQL; one advisory lock per tenant makes changes of a tenant follow each other. */
public final class PostgresSegments implements Segments {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Blocking blocking;

    public PostgresSegments(JdbcClient jdbc, TransactionTemplate transaction, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public Mono<RegistryVerdict> change(String tenant, Function<Registry, RegistryVerdict> decision) {
        return locked(tenant, registry -> {
            var verdict = decision.apply(registry);
            if (verdict instanceof RegistryVerdict.Changed changed) {
                write(tenant, changed);
            }
            return verdict;
        });
    }

    /** Decides and writes in one transaction that no other change of the tenant's registry overlaps. */
    <V> Mono<V> locked(String tenant, Function<Registry, V> change) {
        return blocking.ask(() -> transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('segment/' || ?, 0))")
                    .param(tenant)
                    .query((row, number) -> number)
                    .single();
            return change.apply(SegmentRows.registry(jdbc, tenant));
        }));
    }

    @Override
    public Mono<Registry> read(String tenant) {
        return blocking.ask(() -> SegmentRows.registry(jdbc, tenant));
    }

    @Override
    public Registry current(String tenant) {
        return Blocking.translating(() -> SegmentRows.registry(jdbc, tenant));
    }

    @Override
    public Mono<List<RegisteredSegment>> page(String tenant, @Nullable String afterKey, int limit) {
        return blocking.ask(() -> jdbc
                .sql(SegmentRows.SEGMENTS + " where s.tenant = ? and s.key > ? order by s.key limit ?")
                .params(tenant, afterKey == null ? "" : afterKey, limit)
                .query(SegmentRows::segment)
                .list()
                .stream()
                .map(meantIn(tenant))
                .toList());
    }

    @Override
    public Mono<RegisteredSegment> find(String tenant, String key) {
        return blocking.ask(() -> jdbc.sql(SegmentRows.SEGMENTS + " where s.tenant = ? and s.key = ?")
                .params(tenant, key)
                .query(SegmentRows::segment)
                .optional()
                .map(meantIn(tenant))
                .orElse(null));
    }

    @Override
    public Mono<List<SegmentVersion>> versions(String tenant, String key, @Nullable Integer below, int limit) {
        return blocking.ask(() -> jdbc
                .sql(SegmentRows.VERSIONS
                        + " where v.tenant = ? and v.key = ? and v.version < ? order by v.version desc limit ?")
                .params(tenant, key, below == null ? Integer.MAX_VALUE : below, limit)
                .query(SegmentRows::version)
                .list()
                .stream()
                .map(versionMeantIn(tenant))
                .toList());
    }

    @Override
    public Mono<SegmentVersion> version(String tenant, String key, int number) {
        return blocking.ask(() -> jdbc.sql(SegmentRows.VERSIONS + " where v.tenant = ? and v.key = ? and v.version = ?")
                .params(tenant, key, number)
                .query(SegmentRows::version)
                .optional()
                .map(versionMeantIn(tenant))
                .orElse(null));
    }

    @Override
    public List<Announcement> unannounced(int limit) {
        return Blocking.translating(() -> jdbc
                .sql(SegmentRows.SEGMENTS
                        + " where s.announced_revision < s.revision and s.published_version is not null"
                        + " order by s.published_at, s.tenant, s.key limit ?")
                .param(limit)
                .query((row, number) -> new Announcement(
                        row.getString("tenant"), SegmentRows.segment(row, number), row.getLong("revision")))
                .list()
                .stream()
                // Traits are read behind the revision that a change of them moves: what is told is never older than it.
                .map(this::meant)
                .toList());
    }

    private Announcement meant(Announcement announcement) {
        var segment = meantIn(announcement.tenant()).apply(announcement.segment());
        return new Announcement(announcement.tenant(), segment, announcement.revision());
    }

    private UnaryOperator<RegisteredSegment> meantIn(String tenant) {
        var figures = TraitRows.figures(jdbc, tenant);
        return it -> it.meant(figures);
    }

    private UnaryOperator<SegmentVersion> versionMeantIn(String tenant) {
        var figures = TraitRows.figures(jdbc, tenant);
        return it -> it.meant(figures);
    }

    @Override
    public void announced(Announcement announcement) {
        Blocking.translating(() -> jdbc.sql("update segment set announced_revision = greatest(announced_revision, ?)"
                        + " where tenant = ? and key = ?")
                .params(
                        announcement.revision(),
                        announcement.tenant(),
                        announcement.segment().key())
                .update());
    }

    void write(String tenant, RegistryVerdict.Changed changed) {
        var added = changed.added();
        if (added != null) {
            insert(tenant, changed.segment().key(), added);
        }
        var segment = changed.segment();
        jdbc.sql("""
                        insert into segment (tenant, key, status, latest_version, published_version, published_at, revision)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, key) do update set
                            status = excluded.status,
                            latest_version = excluded.latest_version,
                            published_version = excluded.published_version,
                            published_at = excluded.published_at,
                            revision = segment.revision + excluded.revision
                        """)
                .param(tenant)
                .param(segment.key())
                .param(segment.status().name())
                .param(segment.latest().number())
                .param(segment.published() == null ? null : segment.published().number())
                .param(segment.publishedAt() == null ? null : Timestamp.from(segment.publishedAt()))
                .param(changed.announced() ? 1 : 0)
                .update();
    }

    private void insert(String tenant, String key, SegmentVersion version) {
        var words = version.description();
        jdbc.sql("insert into segment_version values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .param(tenant)
                .param(key)
                .param(version.number())
                .param(words.name())
                .param(words.owner())
                .param(words.purpose())
                .param(words.outcome())
                .param(words.cadence())
                .param(words.reviewDate())
                .param(words.actions().toArray(String[]::new))
                .param(words.tags().toArray(String[]::new))
                .param(words.isPublic())
                .param(new String(RuleJson.print(version.written()), StandardCharsets.UTF_8))
                .param(Objects.requireNonNull(version.hash()))
                .param(Timestamp.from(version.createdAt()))
                .param(version.createdBy())
                .update();
    }
}
