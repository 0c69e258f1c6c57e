package io.tributary.segment.feature;

import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Events of one name that a rule cannot tell apart: those of one second (or, folded, one day) with equal properties.
 *
 * @param at epoch seconds: the second itself, or the first second of the day in the tenant's zone
 * @param daily whether the entry stands for a day
 * @param properties the segmentable properties with their different values
 * @param sums per numeric property, over all events of the entry
 * @param moments of a day: when its events happened, as far as that is known
 */
public record Entry(
        String event,
        long at,
        boolean daily,
        NavigableMap<String, List<Value>> properties,
        long count,
        NavigableMap<String, Sum> sums,
        Moments moments) {

    static Entry of(EventFacts facts) {
        return new Entry(facts.event(), facts.at(), false, facts.properties(), 1, facts.sums(), Moments.NONE);
    }

    /** Whether both stand for events that a rule cannot tell apart. */
    boolean sameAs(Entry other) {
        return at == other.at && daily == other.daily && properties.equals(other.properties);
    }

    Entry plus(Entry other) {
        return new Entry(
                event,
                at,
                daily,
                properties,
                count + other.count,
                added(sums, other.sums),
                moments.with(other.moments));
    }

    /** That many of them. */
    Entry times(int times) {
        return new Entry(event, at, daily, properties, count * times, multiplied(sums, times), moments);
    }

    static NavigableMap<String, Sum> multiplied(NavigableMap<String, Sum> sums, int times) {
        var all = new TreeMap<String, Sum>();
        sums.forEach((property, sum) -> all.put(property, sum.times(times)));
        return all;
    }

    Entry onDay(long midnight) {
        return new Entry(event, midnight, true, properties, count, sums, daily ? moments : Moments.at(at));
    }

    Entry withoutProperties() {
        return new Entry(event, at, daily, new TreeMap<>(), count, sums, moments);
    }

    Entry at(Moments moments) {
        return new Entry(event, at, daily, properties, count, sums, moments);
    }

    /** The seconds at which its events happened, rising, each once; none of a day of which they are not known any more. */
    public LongStream seconds() {
        return daily ? moments.stream() : LongStream.of(at);
    }

    static NavigableMap<String, Sum> added(NavigableMap<String, Sum> left, NavigableMap<String, Sum> right) {
        var both = new TreeMap<>(left);
        right.forEach((property, sum) -> both.merge(property, sum, Sum::plus));
        return both;
    }
}
