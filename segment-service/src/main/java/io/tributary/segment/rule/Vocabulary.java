package io.tributary.segment.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names that a tenant's traffic has shown.
 *
 * @param properties by the event that carries them; of an event that is not there nobody asked
 */
public record Vocabulary(Names events, Map<String, Names> properties, Names traits) {

    /** Of which nothing is known: nothing in a rule is doubted. */
    public static final Vocabulary UNKNOWN = new Vocabulary(Names.UNKNOWN, Map.of(), Names.UNKNOWN);

    public Vocabulary {
        properties = Map.copyOf(properties);
    }

    /** The same, and these names stand for numbers of people. */
    public Vocabulary withNumbers(Set<String> names) {
        var known = new HashMap<>(traits.known());
        names.forEach(it -> known.put(it, new Known(Set.of("number"), 0)));
        return new Vocabulary(events, properties, new Names(known, traits.complete()));
    }

    /**
     * What is known under one name.
     *
     * @param kinds of its values, such as {@code string}, {@code number}, {@code boolean} and {@code list}
     * @param count how often it was met
     */
    public record Known(Set<String> kinds, long count) {

        public Known {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * Names of one sort.
     *
     * @param complete whether there are no others
     */
    public record Names(Map<String, Known> known, boolean complete) {

        static final Names UNKNOWN = new Names(Map.of(), false);

        public Names {
            known = Map.copyOf(known);
        }
    }
}
