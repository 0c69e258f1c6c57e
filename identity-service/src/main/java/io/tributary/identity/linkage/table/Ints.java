package io.tributary.identity.linkage.table;

import java.util.Arrays;

/** A growing array of ints, because a list of boxed ones would be most of a table's memory. */
public final class Ints {

    private int[] values = new int[16];
    private int size;

    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public int get(int at) {
        return values[at];
    }

    public void increment(int at) {
        values[at]++;
    }

    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
