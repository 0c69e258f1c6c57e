package io.tributary.segment.membership;

import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.Sum;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The value of a measure while entries come into the window and leave it. */
interface Gauge {

    void add(Entry entry);

    void remove(Entry entry);

    /** The value now; not a number when there is none, so that every comparison is false. */
    double value();

    static Gauge of(Measure measure, Days days) {
        return switch (measure) {
            case Measure.Count() -> new Counted();
            case Measure.Days() -> new Different(it -> List.of(days.dayOf(it.at() * 1000)));
            case Measure.Sum(var property) -> new Summed(property.text(), false);
            case Measure.Avg(var property) -> new Summed(property.text(), true);
            case Measure.Min(var property) -> new Extreme(property.text(), false);
            case Measure.Max(var property) -> new Extreme(property.text(), true);
            case Measure.Distinct(var property) ->
                new Different(it -> it.properties().getOrDefault(property.text(), List.of()));
        };
    }

    /** What such a gauge reads before anything is added; not a number when there is none. */
    static double ofNothing(Measure measure) {
        return switch (measure) {
            case Measure.Count _, Measure.Days _, Measure.Distinct _, Measure.Sum _ -> 0;
            case Measure.Avg _, Measure.Min _, Measure.Max _ -> Double.NaN;
        };
    }

    /** How many events. */
    final class Counted implements Gauge {
        private long count;

        @Override
        public void add(Entry entry) {
            count += entry.count();
        }

        @Override
        public void remove(Entry entry) {
            count -= entry.count();
        }

        @Override
        public double value() {
            return count;
        }
    }

    /** The sum of a property, or its mean. */
    final class Summed implements Gauge {
        private final String property;
        private final boolean mean;
        private Sum sum = Sum.ZERO;

        Summed(String property, boolean mean) {
            this.property = property;
            this.mean = mean;
        }

        @Override
        public void add(Entry entry) {
            sum = sum.plus(entry.sums().getOrDefault(property, Sum.ZERO));
        }

        @Override
        public void remove(Entry entry) {
            sum = sum.minus(entry.sums().getOrDefault(property, Sum.ZERO));
        }

        @Override
        public double value() {
            if (!mean) {
                return sum.amount();
            }
            return sum.values() == 0 ? Double.NaN : sum.amount() / sum.values();
        }
    }

    /** The least or the greatest value of a property. */
    final class Extreme implements Gauge {
        private final String property;
        private final boolean greatest;
        private final TreeMap<Double, Integer> values = new TreeMap<>();

        Extreme(String property, boolean greatest) {
            this.property = property;
            this.greatest = greatest;
        }

        @Override
        public void add(Entry entry) {
            numbers(entry).forEach(it -> values.merge(it, 1, Integer::sum));
        }

        @Override
        public void remove(Entry entry) {
            numbers(entry).forEach(it -> values.computeIfPresent(it, (key, times) -> times == 1 ? null : times - 1));
        }

        @Override
        public double value() {
            if (values.isEmpty()) {
                return Double.NaN;
            }
            return greatest ? values.lastKey() : values.firstKey();
        }

        private List<Double> numbers(Entry entry) {
            return entry.properties().getOrDefault(property, List.of()).stream()
                    .filter(Value.Numeric.class::isInstance)
                    .map(it -> ((Value.Numeric) it).number())
                    .toList();
        }
    }

    /** How many different things. */
    final class Different implements Gauge {
        private final Function<Entry, List<?>> things;
        private final Map<Object, Integer> times = new HashMap<>();

        Different(Function<Entry, List<?>> things) {
            this.things = things;
        }

        @Override
        public void add(Entry entry) {
            things.apply(entry).forEach(it -> times.merge(it, 1, Integer::sum));
        }

        @Override
        public void remove(Entry entry) {
            things.apply(entry).forEach(it -> times.computeIfPresent(it, (key, now) -> now == 1 ? null : now - 1));
        }

        @Override
        public double value() {
            return times.size();
        }
    }
}
