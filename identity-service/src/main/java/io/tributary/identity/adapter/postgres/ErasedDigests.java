package io.tributary.identity.adapter.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.identity.graph.ErasedMark;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.identifier.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keyed digests of erased people's identifiers. What is remembered of them is remembered under the number of the last
 * change of who is erased, so a new erasure or return forgets it everywhere; a tenant without erasures costs nothing.
 */
final class ErasedDigests {

    private final JdbcClient jdbc;
    private final KeyedDigest digests;
    private final Cache<Key, Optional<ErasedMark>> marks;

    ErasedDigests(JdbcClient jdbc, KeyedDigest digests, long remembered) {
        this.jdbc = jdbc;
        this.digests = digests;
        this.marks = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    private record Key(String tenant, long erasures, Identifier identifier) {}

    /** Those of the identifiers that are or were an erased person's, as of that number. */
    Map<Identifier, ErasedMark> among(String tenant, long erasures, Collection<Identifier> identifiers) {
        var found = new HashMap<Identifier, ErasedMark>();
        if (erasures == 0) {
            return found;
        }
        var unknown = new HashMap<String, Identifier>();
        for (var identifier : identifiers) {
            var known = marks.getIfPresent(new Key(tenant, erasures, identifier));
            if (known == null) {
                unknown.put(hex(tenant, identifier), identifier);
            } else {
                known.ifPresent(it -> found.put(identifier, it));
            }
        }
        if (!unknown.isEmpty()) {
            var read = Faults.translated(() -> read(tenant, unknown));
            unknown.values().forEach(it -> marks.put(new Key(tenant, erasures, it), Optional.ofNullable(read.get(it))));
            found.putAll(read);
        }
        return found;
    }

    boolean isRemembered(String tenant, long erasures, Identifier identifier) {
        var known = marks.getIfPresent(new Key(tenant, erasures, identifier));
        return known != null && known.isPresent();
    }

    private Map<Identifier, ErasedMark> read(String tenant, Map<String, Identifier> byDigest) {
        var read = new HashMap<Identifier, ErasedMark>();
        jdbc.sql("select digest, at, until from erased_digest where tenant = ? and digest = any(?)")
                .param(tenant)
                .param(byDigest.keySet().stream().sorted().toArray(String[]::new))
                .query(row -> {
                    var identifier = byDigest.get(Rows.text(row, "digest"));
                    if (identifier != null) {
                        read.put(identifier, new ErasedMark(row.getLong("at"), row.getLong("until")));
                    }
                });
        return read;
    }

    void free(String tenant, List<GraphChange.Freed> freed) {
        jdbc.sql("""
                update erased_digest set until = row.until
                from unnest(?::text[], ?::bigint[]) as row(digest, until)
                where erased_digest.tenant = ? and erased_digest.digest = row.digest""")
                .param(Arrays.texts(freed, it -> hex(tenant, it.identifier())))
                .param(Arrays.longs(freed, GraphChange.Freed::at))
                .param(tenant)
                .update();
    }

    private String hex(String tenant, Identifier identifier) {
        return HexFormat.of().formatHex(digests.of(tenant, identifier.namespace(), identifier.value()));
    }
}
