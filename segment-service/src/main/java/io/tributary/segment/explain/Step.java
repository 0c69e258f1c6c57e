package io.tributary.segment.explain;

import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that could still become otherwise about a person. What happened is never undone, and nothing happens in the past. */
public sealed interface Step {

    /**
     * An event happens.
     *
     * @param asked the filter that it passes
     * @param properties what it carries, by flattened name, so that it passes and counts; one value, or the different ones
     *     of an array
     * @param detail what matters of it beside the filter, in words; empty when nothing does
     * @param times how often, in one second
     * @param daysLater that many calendar days after the first day
     * @param secondsLater that many seconds after the first one of that day's steps
     */
    record Happens(
            EventFilter asked,
            Map<String, List<Value>> properties,
            String detail,
            int times,
            int daysLater,
            int secondsLater)
            implements Step {
        public Happens {
            properties = Map.copyOf(properties);
        }

        public String event() {
            return asked.event();
        }

        Happens times(int other) {
            return new Happens(asked, properties, detail, other, daysLater, secondsLater);
        }
    }

    /**
     * A trait is said to be something else.
     *
     * @param value null when it is said to be nothing
     * @param words the same, or which values do, such as {@code more than 5}
     */
    record TraitBecomes(String name, @Nullable Value value, String words) implements Step {}

    /** The person grants or denies a purpose. */
    record ConsentBecomes(String purpose, boolean granted) implements Step {}

    /** An identifier of a namespace becomes known, or none is known any more. */
    record IdentifierBecomes(String namespace, boolean known) implements Step {}

    /** The gate lets a push on a channel pass, or no longer. */
    record ReachBecomes(String channel, boolean reachable) implements Step {}

    /** A score, or the mark of a list, becomes another; in words as for a trait. */
    record ScoreBecomes(String name, double value, String words) implements Step {}

    /** How much it is: the number of events, or one. */
    default int size() {
        return this instanceof Happens event ? event.times() : 1;
    }
}
