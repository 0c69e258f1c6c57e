package io.tributary.ingestion.source;

import java.util.List;

/**
 * Where events come from.
 *
 * @param key the name that people and programs call it by, unique in the tenant
 * @param revision rises with every change; an older state never replaces a newer one
 */
public record Source(
        String tenant, String id, String key, SourceSettings settings, List<WriteKey> writeKeys, long revision) {

    public Source {
        writeKeys = List.copyOf(writeKeys);
    }
}
