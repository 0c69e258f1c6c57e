package io.tributary.remains;

import io.tributary.remains.Spellings.Spelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many byte sequences in one pass (Aho and Corasick, 1975), without telling upper from lower case of ASCII letters.
 * Immutable, so one is good for all stores; {@link Pass} holds what one reading of bytes needs.
 */
final class Scanner {

    private static final int BYTES = 256;
    private static final int ROOT = 0;

    private final List<Spelling> spellings;
    /** By state and byte: the next state. */
    private int[] next = new int[BYTES];

    /** By state: the spelling that ends there, or -1. */
    private int[] ends = {-1};

    /** By state: the longest other state that ends the same way and in which a spelling ends. */
    private int[] shorter = {ROOT};

    private int states = 1;

    Scanner(List<Spelling> spellings) {
        this.spellings = List.copyOf(spellings);
        for (int each = 0; each < spellings.size(); each++) {
            insert(spellings.get(each).bytes(), each);
        }
        link();
    }

    static byte[] folded(byte[] bytes) {
        var folded = bytes.clone();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (byte) folded(folded[i]);
        }
        return folded;
    }

    private static int folded(byte value) {
        return value >= 'A' && value <= 'Z' ? value + ('a' - 'A') : value & 0xff;
    }

    private void insert(String bytes, int spelling) {
        int state = ROOT;
        for (int at = 0; at < bytes.length(); at++) {
            int place = state * BYTES + bytes.charAt(at);
            if (next[place] == ROOT) {
                // The array may become another one.
                int target = added();
                next[place] = target;
            }
            state = next[place];
        }
        ends[state] = spelling;
    }

    private int added() {
        if (states == ends.length) {
            next = Arrays.copyOf(next, next.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
            shorter = Arrays.copyOf(shorter, shorter.length * 2);
        }
        ends[states] = -1;
        return states++;
    }

    /** Breadth first, so that what a state falls back to is complete before it is needed. */
    private void link() {
        var fallback = new int[states];
        var waiting = new ArrayDeque<Integer>();
        for (int each = 0; each < BYTES; each++) {
            if (next[each] != ROOT) {
                waiting.add(next[each]);
            }
        }
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            int back = fallback[state];
            shorter[state] = ends[back] >= 0 ? back : shorter[back];
            for (int each = 0; each < BYTES; each++) {
                int place = state * BYTES + each;
                int target = next[back * BYTES + each];
                if (next[place] == ROOT) {
                    next[place] = target;
                } else {
                    fallback[next[place]] = target;
                    waiting.add(next[place]);
                }
            }
        }
    }

    /** One reading of bytes that belong together; a sequence may lie across two calls. */
    final class Pass {

        private final long[] counts = new long[spellings.size()];
        private int state = ROOT;
        private long bytes;

        void feed(byte[] buffer) {
            feed(buffer, 0, buffer.length);
        }

        void feed(byte[] buffer, int from, int length) {
            for (int i = from; i < from + length; i++) {
                state = next[state * BYTES + folded(buffer[i])];
                if (ends[state] >= 0 || shorter[state] != ROOT) {
                    count();
                }
            }
            bytes += length;
        }

        private void count() {
            for (int at = state; at != ROOT; at = shorter[at]) {
                if (ends[at] >= 0) {
                    counts[ends[at]]++;
                }
            }
        }

        /** What follows does not continue what was read: a value never lies across two records. */
        void separate() {
            state = ROOT;
        }

        long bytes() {
            return bytes;
        }

        /** What was found. */
        List<Hit> hits() {
            var hits = new ArrayList<Hit>();
            for (int each = 0; each < counts.length; each++) {
                if (counts[each] > 0) {
                    var spelling = spellings.get(each);
                    hits.add(new Hit(spelling.value(), spelling.form(), counts[each]));
                }
            }
            return hits;
        }
    }

    /** How often a value was found in one spelling. */
    record Hit(String value, String form, long count) {}
}
