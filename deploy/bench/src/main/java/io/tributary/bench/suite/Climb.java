package io.tributary.bench.suite;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the steps so far say about the highest rate that can be held. A rate that once was not carried is given up.
 *
 * @param carried how often each rate was carried that always was
 */
record Climb(NavigableMap<Integer, Integer> carried) {

    static Climb of(List<Step> steps) {
        var carried = new TreeMap<Integer, Integer>();
        steps.forEach(it -> carried.merge(it.offered(), 1, Integer::sum));
        steps.stream().filter(it -> !it.isCarried()).forEach(it -> carried.remove(it.offered()));
        return new Climb(carried);
    }

    /** The highest rate that was always carried; empty when there is none. */
    OptionalInt highest() {
        return carried.isEmpty() ? OptionalInt.empty() : OptionalInt.of(carried.lastKey());
    }

    /** The rate to hold once more, until the highest one was held that often. */
    OptionalInt next(int repeats) {
        Map.Entry<Integer, Integer> last = carried.lastEntry();
        return last == null || last.getValue() >= repeats ? OptionalInt.empty() : OptionalInt.of(last.getKey());
    }
}
