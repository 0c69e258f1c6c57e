package io.tributary.bench.preview;

import java.util.Locale;

/**
 * How large the index of profiles is, at rest.
 *
 * @param luceneDocuments profiles and their nested entries
 * @param luceneSegments parts that each query visits
 */
public record IndexShape(
        int shards, long profiles, long luceneDocuments, long bytes, int luceneSegments, long heapBytes) {

    private static final double MIB = 1 << 20;

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d shard, %,d profiles in %,d Lucene documents and %d segments, %,.0f MiB; heap of Elasticsearch %,.0f MiB",
                shards,
                profiles,
                luceneDocuments,
                luceneSegments,
                bytes / MIB,
                heapBytes / MIB);
    }
}
