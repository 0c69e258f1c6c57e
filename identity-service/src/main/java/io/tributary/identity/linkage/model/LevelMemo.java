package io.tributary.identity.linkage.model;

import io.tributary.identity.linkage.table.Column;
import io.tributary.identity.linkage.table.Comparison;
import io.tributary.identity.linkage.table.LongIndex;

/** Remembers the latest comparisons of a column's values, because the pairs of a block meet the same values again. */
final class LevelMemo {

    private static final int SLOTS = 1 << 13;

    private final Comparison comparison;
    private final Column column;
    private final long[] pairs = new long[SLOTS];
    private final byte[] levels = new byte[SLOTS];

    LevelMemo(Comparison comparison, Column column) {
        this.comparison = comparison;
        this.column = column;
    }

    Column column() {
        return column;
    }

    int level(int one, int other) {
        if (one == other) {
            return 0;
        }
        long smaller = Math.min(one, other);
        // Plus one, so that no pair is the number of an empty slot.
        long pair = (smaller << 32 | Math.max(one, other)) + 1;
        int slot = (int) LongIndex.mixed(pair) & (SLOTS - 1);
        if (pairs[slot] != pair) {
            pairs[slot] = pair;
            levels[slot] = (byte) comparison.level(column.value(one), column.value(other));
        }
        return levels[slot];
    }
}
