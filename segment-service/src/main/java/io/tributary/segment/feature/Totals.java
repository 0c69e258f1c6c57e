package io.tributary.segment.feature;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is kept for ever about the events of one name.
 *
 * @param first resolved time of the first, epoch seconds
 * @param last resolved time of the last, epoch seconds
 */
public record Totals(long first, long last, long count, NavigableMap<String, Sum> sums) {

    static Totals of(EventFacts facts) {
        return new Totals(facts.at(), facts.at(), 1, new TreeMap<>(facts.sums()));
    }

    /** Of that many such events. */
    Totals times(int times) {
        return new Totals(first, last, count * times, Entry.multiplied(sums, times));
    }

    Totals plus(Totals other) {
        return new Totals(
                Math.min(first, other.first),
                Math.max(last, other.last),
                count + other.count,
                Entry.added(sums, other.sums));
    }
}
