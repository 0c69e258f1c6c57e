package io.tributary.identity.linkage.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One field of all records: distinct values are kept once, and a cell is a few numbers of values. */
public final class Column {

    private final String[] values;
    private final int[] counts;
    private final int[] starts;
    private final int[] codes;

    private Column(String[] values, int[] counts, int[] starts, int[] codes) {
        this.values = values;
        this.counts = counts;
        this.starts = starts;
        this.codes = codes;
    }

    public int from(int row) {
        return starts[row];
    }

    public int to(int row) {
        return starts[row + 1];
    }

    boolean isEmpty(int row) {
        return starts[row] == starts[row + 1];
    }

    public int code(int at) {
        return codes[at];
    }

    public String value(int code) {
        return values[code];
    }

    public int distinct() {
        return values.length;
    }

    /** The share of all values of this column that are this one. */
    public double frequency(int code) {
        return (double) counts[code] / codes.length;
    }

    /** Takes one cell after the other. */
    static final class Builder {

        private final Comparison comparison;
        private final Map<String, Integer> known = new HashMap<>();
        private final List<String> values = new ArrayList<>();
        private final Ints counts = new Ints();
        private final Ints starts = new Ints();
        private final Ints codes = new Ints();
        private int leftOut;

        Builder(Comparison comparison) {
            this.comparison = comparison;
            starts.add(0);
        }

        void add(List<String> cell, int atMost) {
            var distinct = new int[Math.min(cell.size(), atMost)];
            int size = 0;
            for (var raw : cell) {
                var value = comparison.normalise(raw);
                if (value.isEmpty() || contains(distinct, size, value)) {
                    continue;
                }
                if (size == atMost) {
                    leftOut++;
                    continue;
                }
                distinct[size++] = codeOf(value);
            }
            for (int i = 0; i < size; i++) {
                codes.add(distinct[i]);
                counts.increment(distinct[i]);
            }
            starts.add(codes.size());
        }

        private boolean contains(int[] cell, int size, String value) {
            var code = known.get(value);
            return code != null && Arrays.stream(cell, 0, size).anyMatch(it -> it == code);
        }

        private int codeOf(String value) {
            return known.computeIfAbsent(value, it -> {
                values.add(it);
                counts.add(0);
                return values.size() - 1;
            });
        }

        int leftOut() {
            return leftOut;
        }

        Column build() {
            return new Column(values.toArray(String[]::new), counts.toArray(), starts.toArray(), codes.toArray());
        }
    }
}
