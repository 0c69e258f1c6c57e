package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.table.LongIndex;
import java.util.Arrays;

/** How many pairs showed each comparison vector: a few thousand vectors stand for millions of pairs. */
final class PatternCounts {

    private final LongIndex index = new LongIndex();
    private long[] counts = new long[16];
    private long total;

    void add(long pattern) {
        int id = index.idOf(pattern);
        if (id == counts.length) {
            counts = Arrays.copyOf(counts, id * 2);
        }
        counts[id]++;
        total++;
    }

    int size() {
        return index.size();
    }

    long pattern(int id) {
        return index.key(id);
    }

    long count(int id) {
        return counts[id];
    }

    long total() {
        return total;
    }
}
