package io.tributary.simulator.score;

import java.util.HashMap;

/** Things in groups, which are numbered from zero without gaps. */
final class Grouping {

    private final int[] of;
    private final int[] sizes;

    private Grouping(int[] of, int[] sizes) {
        this.of = of;
        this.sizes = sizes;
    }

    static Grouping numbered(long[] names) {
        var numbers = new HashMap<Long, Integer>();
        var of = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            of[i] = numbers.computeIfAbsent(names[i], _ -> numbers.size());
        }
        var sizes = new int[numbers.size()];
        for (int group : of) {
            sizes[group]++;
        }
        return new Grouping(of, sizes);
    }

    /** How many things there are. */
    int things() {
        return of.length;
    }

    int of(int thing) {
        return of[thing];
    }

    int size(int group) {
        return sizes[group];
    }

    /** How many groups there are. */
    int count() {
        return sizes.length;
    }

    double pairs() {
        double pairs = 0;
        for (int size : sizes) {
            pairs += size * (size - 1.0) / 2;
        }
        return pairs;
    }
}
