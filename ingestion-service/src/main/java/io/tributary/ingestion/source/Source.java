package io.tributary.ingestion.source;

import java.util.List;

/**
 * Where events come from.
 *
 * @param key the name that people and programs call it by, unique in the tenant
 * @param keys its write keys and read keys, oldest first
 * @param revision rises with every change; an older state never replaces a newer one
 */
public record Source(
        String tenant, String id, String key, SourceSettings settings, List<SourceKey> keys, long revision) {

    public Source {
        keys = List.copyOf(keys);
    }

    /** The credentials of the collector. */
    public List<SourceKey> writeKeys() {
        return keys(KeyKind.WRITE);
    }

    public List<SourceKey> keys(KeyKind kind) {
        return keys.stream().filter(it -> it.kind() == kind).toList();
    }
}
