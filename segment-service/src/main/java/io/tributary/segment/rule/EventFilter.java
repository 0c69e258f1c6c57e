package io.tributary.segment.rule;

import java.util.List;

/** Which events count: those of one name that pass every test. */
public record EventFilter(String event, List<PropertyTest> where) {
    public EventFilter {
        where = List.copyOf(where);
    }

    /** All events of a name. */
    public static EventFilter named(String event) {
        return new EventFilter(event, List.of());
    }

    /** Whether every event of the name counts, so that what is kept for ever can answer. */
    public boolean takesAll() {
        return where.isEmpty();
    }
}
