package io.tributary.identity.linkage.block;

import io.tributary.identity.linkage.block.BlockingRule.Form;
import io.tributary.identity.linkage.block.BlockingRule.KeyPart;
import io.tributary.identity.linkage.table.Column;
import io.tributary.identity.linkage.table.Ints;
import io.tributary.identity.linkage.table.LongIndex;
import io.tributary.identity.linkage.table.RecordTable;
import java.util.Arrays;

/**
 * The blocking keys of all records under one rule, as numbers. Keys are compared by a 64-bit hash: two that collide only
 * cost a comparison.
 */
final class Keys {

    private static final long NO_KEY = 0;

    private final int[] starts;
    private final int[] keys;
    private final int[] sizes;

    private Keys(int[] starts, int[] keys, int[] sizes) {
        this.starts = starts;
        this.keys = keys;
        this.sizes = sizes;
    }

    static Keys of(RecordTable table, BlockingRule rule) {
        var parts = rule.parts().stream().map(it -> Part.of(table, it)).toList();
        var index = new LongIndex();
        var sizes = new Ints();
        var keys = new Ints();
        var starts = new int[table.size() + 1];
        for (int row = 0; row < table.size(); row++) {
            var hashes = new long[] {1};
            for (var part : parts) {
                hashes = part.extend(hashes, row, rule.order());
            }
            Arrays.sort(hashes);
            for (int i = 0; i < hashes.length; i++) {
                if (i > 0 && hashes[i] == hashes[i - 1]) {
                    continue;
                }
                int key = index.idOf(hashes[i]);
                if (key == sizes.size()) {
                    sizes.add(0);
                }
                sizes.increment(key);
                keys.add(key);
            }
            starts[row + 1] = keys.size();
        }
        return new Keys(starts, keys.toArray(), sizes.toArray());
    }

    int rows() {
        return starts.length - 1;
    }

    int from(int row) {
        return starts[row];
    }

    int to(int row) {
        return starts[row + 1];
    }

    int key(int at) {
        return keys[at];
    }

    /** How many records have each key. */
    int[] sizes() {
        return sizes;
    }

    /** One part of the keys: the hash of each distinct value of a column. */
    private static final class Part {

        private final Column column;
        private final long[] hashes;

        private Part(Column column, long[] hashes) {
            this.column = column;
            this.hashes = hashes;
        }

        static Part of(RecordTable table, KeyPart part) {
            var column = table.column(table.indexOf(part.field()));
            var hashes = new long[column.distinct()];
            for (int code = 0; code < hashes.length; code++) {
                hashes[code] = hash(part.form(), column.value(code));
            }
            return new Part(column, hashes);
        }

        private static long hash(Form form, String value) {
            var text = form.of(value);
            if (text.isEmpty()) {
                return NO_KEY;
            }
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            }
            return LongIndex.mixed(hash) | 1;
        }

        /** Each key so far with each value of the row; none when the row has no value. */
        long[] extend(long[] before, int row, BlockingRule.Order order) {
            var after = new long[before.length * (column.to(row) - column.from(row))];
            int size = 0;
            for (int at = column.from(row); at < column.to(row); at++) {
                long hash = hashes[column.code(at)];
                for (int i = 0; hash != NO_KEY && i < before.length; i++) {
                    after[size++] = switch (order) {
                        case FIXED -> LongIndex.mixed(before[i] * 31 + hash);
                        case ANY -> before[i] + hash;
                    };
                }
            }
            return Arrays.copyOf(after, size);
        }
    }
}
