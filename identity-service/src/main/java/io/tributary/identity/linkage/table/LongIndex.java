package io.tributary.identity.linkage.table;

import java.util.Arrays;

/** Numbers distinct longs in the order in which they come: an open-addressing table without boxes. */
public final class LongIndex {

    private long[] keys = new long[16];
    private int[] slots = emptySlots(32);
    private int size;

    /** The number of a key; a key that was not there gets the next one. */
    public int idOf(long key) {
        int slot = slotOf(key);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        if (size == keys.length) {
            grow();
            slot = slotOf(key);
        }
        keys[size] = key;
        slots[slot] = size;
        return size++;
    }

    public long key(int id) {
        return keys[id];
    }

    public int size() {
        return size;
    }

    private int slotOf(long key) {
        int mask = slots.length - 1;
        int slot = (int) mixed(key) & mask;
        while (slots[slot] >= 0 && keys[slots[slot]] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        slots = emptySlots(size * 4);
        for (int id = 0; id < size; id++) {
            slots[slotOf(keys[id])] = id;
        }
    }

    private static int[] emptySlots(int count) {
        var slots = new int[count];
        Arrays.fill(slots, -1);
        return slots;
    }

    /** The finisher of MurmurHash3, so that keys that differ in few bits spread. */
    public static long mixed(long key) {
        long hash = (key ^ (key >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
