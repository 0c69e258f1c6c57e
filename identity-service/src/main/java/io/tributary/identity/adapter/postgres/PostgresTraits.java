package io.tributary.identity.adapter.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.identity.identifier.Identifier;
import io.tributary.identity.trait.KeptTrait;
import io.tributary.identity.trait.LinkableTrait;
import io.tributary.identity.trait.Traits;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of linkable traits, behind a memory of what was written lately: clients say the same name with every call, and
 * only the first is a write. What another instance writes meanwhile is noticed when the memory fades.
 */
public final class PostgresTraits implements Traits {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Cache<Place, Value> written;
    private final Counter kept;

    /**
     * Over this database.
     *
     * @param remembered how many traits are remembered; about 200 bytes each
     */
    public PostgresTraits(JdbcClient jdbc, long remembered, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.written = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterWrite(REMEMBERED)
                .build();
        this.kept = metrics.counter("cdp.traits.kept");
    }

    private record Place(String tenant, Identifier holder, LinkableTrait trait) {

        static Place of(String tenant, KeptTrait trait) {
            return new Place(tenant, trait.holder(), trait.trait());
        }
    }

    private record Value(String text, long at) {

        static Value of(KeptTrait trait) {
            return new Value(trait.value(), trait.at());
        }

        static Value later(Value one, Value other) {
            return other.at() >= one.at() ? other : one;
        }
    }

    @Override
    public void keep(String tenant, List<KeptTrait> traits) {
        var news = traits.stream()
                .filter(it -> isNews(written.getIfPresent(Place.of(tenant, it)), it))
                // In key order, because two instances may write the same rows.
                .sorted(Comparator.comparing((KeptTrait it) -> it.holder().value())
                        .thenComparing(it -> it.holder().namespace())
                        .thenComparing(KeptTrait::trait))
                .toList();
        if (!news.isEmpty()) {
            kept.increment(Faults.translated(() -> write(tenant, news)));
        }
        // Those that are no news too: an older value that comes late must not win against one that was repeated since.
        traits.forEach(it -> written.asMap().merge(Place.of(tenant, it), Value.of(it), Value::later));
    }

    private static boolean isNews(@Nullable Value known, KeptTrait trait) {
        return known == null || (trait.at() >= known.at() && !trait.value().equals(known.text()));
    }

    /** The node is held against a deletion meanwhile: one that is gone keeps nothing. */
    private int write(String tenant, List<KeptTrait> traits) {
        return jdbc.sql("""
                insert into linkable_trait (tenant, node_id, name, value, at)
                select node.tenant, node.id, row.name, row.value, row.at
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                        as row(namespace, holder, name, value, at)
                    join node on node.tenant = ? and node.value = row.holder and node.namespace = row.namespace
                order by node.id, row.name
                for key share of node
                on conflict (tenant, node_id, name) do update set value = excluded.value, at = excluded.at
                where (linkable_trait.at, linkable_trait.value) < (excluded.at, excluded.value)""")
                .param(Arrays.texts(traits, it -> it.holder().namespace()))
                .param(Arrays.texts(traits, it -> it.holder().value()))
                .param(Arrays.texts(traits, it -> it.trait().label()))
                .param(Arrays.texts(traits, KeptTrait::value))
                .param(Arrays.longs(traits, KeptTrait::at))
                .param(tenant)
                .update();
    }
}
