package io.tributary.segment.adapter.postgres;

import io.tributary.segment.computed.TraitVersion;
import io.tributary.segment.registry.ComputedTraits;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.registry.TraitVerdict;
import io.tributary.segment.rule.NamedFigures;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Computed traits in PostgreSQL; segments that compare one are announced anew in the transaction that changes it. */
public final class PostgresComputedTraits implements ComputedTraits {

    private final JdbcClient jdbc;
    private final PostgresSegments segments;
    private final Blocking blocking;

    public PostgresComputedTraits(JdbcClient jdbc, PostgresSegments segments, Scheduler scheduler) {
        this.jdbc = jdbc;
        this.segments = segments;
        this.blocking = new Blocking(scheduler);
    }

    @Override
    public Mono<TraitVerdict> change(String tenant, Function<Registry, TraitVerdict> decision) {
        return segments.locked(tenant, registry -> {
            var verdict = decision.apply(registry);
            if (verdict instanceof TraitVerdict.Changed changed) {
                write(tenant, changed);
            }
            return verdict;
        });
    }

    @Override
    public Mono<NamedFigures> figures(String tenant) {
        return blocking.ask(() -> TraitRows.figures(jdbc, tenant));
    }

    @Override
    public Mono<List<TraitVersion>> versions(String tenant, String key, @Nullable Integer below, int limit) {
        return blocking.ask(() -> jdbc.sql("select * from computed_trait_version"
                        + " where tenant = ? and key = ? and version < ? order by version desc limit ?")
                .params(tenant, key, below == null ? Integer.MAX_VALUE : below, limit)
                .query(TraitRows::version)
                .list());
    }

    @Override
    public List<Announcement> unannounced(int limit) {
        return Blocking.translating(() -> jdbc.sql(
                        TraitRows.TRAITS + " where t.announced_revision < t.revision order by t.tenant, t.key limit ?")
                .param(limit)
                .query((row, number) -> new Announcement(
                        row.getString("tenant"), TraitRows.trait(row, number), row.getLong("revision")))
                .list());
    }

    @Override
    public void announced(Announcement announcement) {
        Blocking.translating(
                () -> jdbc.sql("update computed_trait set announced_revision = greatest(announced_revision, ?)"
                                + " where tenant = ? and key = ?")
                        .params(
                                announcement.revision(),
                                announcement.tenant(),
                                announcement.trait().key())
                        .update());
    }

    private void write(String tenant, TraitVerdict.Changed changed) {
        var added = changed.added();
        if (added != null) {
            TraitRows.insert(jdbc, tenant, changed.trait().key(), added);
        }
        TraitRows.write(jdbc, tenant, changed.trait());
        announceAnew(jdbc, tenant, changed.dependants());
    }

    /** Segments whose rules mean something else, although nobody revised them. */
    static void announceAnew(JdbcClient jdbc, String tenant, Collection<String> keys) {
        jdbc.sql("update segment set revision = revision + 1"
                        + " where tenant = ? and key = any(?) and published_version is not null")
                .params(tenant, keys.toArray(String[]::new))
                .update();
    }
}
