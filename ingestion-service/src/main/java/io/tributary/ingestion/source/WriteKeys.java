package io.tributary.ingestion.source;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * All sources and their keys in memory, as the door needs them. Complete, so a key that is not here is unknown without
 * asking a database, and no cache of wrong keys is needed. Safe for use by many threads; lookups never wait.
 */
public final class WriteKeys {

    private final Map<String, Source> byId = new ConcurrentHashMap<>();
    private final Map<KeyHash, String> sourceOfKey = new ConcurrentHashMap<>();

    /** Takes over a source's state unless a newer one is known. */
    public void put(Source source) {
        byId.compute(source.id(), (id, known) -> {
            if (known != null && known.revision() >= source.revision()) {
                return known;
            }
            // First the new ones: a key that stays must be found at every moment, a client drops what is answered 401.
            var kept = source.writeKeys().stream().map(SourceKey::hash).collect(Collectors.toSet());
            kept.forEach(it -> sourceOfKey.put(it, id));
            if (known != null) {
                known.writeKeys().stream()
                        .map(SourceKey::hash)
                        .filter(it -> !kept.contains(it))
                        .forEach(it -> sourceOfKey.remove(it, id));
            }
            return source;
        });
    }

    public KeyLookup find(String writeKey, Instant now) {
        var hash = KeyHash.of(writeKey);
        var id = sourceOfKey.get(hash);
        var source = id == null ? null : byId.get(id);
        if (source == null || !isGood(source, hash, now)) {
            return new KeyLookup.Unknown();
        }
        return source.settings().enabled() ? new KeyLookup.Found(source) : new KeyLookup.Disabled();
    }

    private static boolean isGood(Source source, KeyHash hash, Instant now) {
        for (var key : source.keys()) {
            if (key.kind() == KeyKind.WRITE && key.hash().equals(hash)) {
                return key.isValidAt(now);
            }
        }
        return false;
    }

    /** A source of that tenant; another tenant's is not there. */
    public Optional<Source> source(String tenant, String id) {
        return Optional.ofNullable(byId.get(id)).filter(it -> it.tenant().equals(tenant));
    }
}
