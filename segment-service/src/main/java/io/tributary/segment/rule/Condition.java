package io.tributary.segment.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a rule. Trees are immutable and compare by value; an inner node never holds null. */
public sealed interface Condition {

    /** True when every part is; without parts it is true. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** True when at least one part is; without parts it is false. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** True when its part is not. */
    record Not(Condition condition) implements Condition {}

    /** Compares a trait; a missing trait makes it false for every operator but {@code missing}. */
    record TraitTest(PropertyPath trait, Test test) implements Condition {}

    /** A date trait lies within a span before or after now. */
    record TraitMoving(PropertyPath trait, Direction direction, Span span) implements Condition {}

    /** Whole years between a date trait and today in the tenant's zone, compared. */
    record TraitAge(PropertyPath trait, Operator op, int years) implements Condition {}

    /** A measure over the events that match a filter within a window, compared. */
    record EventMeasure(EventFilter event, Measure measure, Operator op, double value, Window window)
            implements Condition {}

    /** The first matching event lies in the window. */
    record FirstEvent(EventFilter event, Window window) implements Condition {}

    /** The latest matching event lies in the window. */
    record LatestEvent(EventFilter event, Window window) implements Condition {}

    /** Steps in strictly rising time, all within one elapsed span; the last step lies in the window. */
    record Sequence(
            List<EventFilter> steps,
            Duration within,
            @Nullable PropertyPath same,
            Window window) implements Condition {
        public Sequence {
            steps = List.copyOf(steps);
        }
    }

    /** A first event in the window after which no second one came within the span; true from the end of the span. */
    record NotFollowedBy(EventFilter first, EventFilter then, Duration within, Window window) implements Condition {}

    /** Member of another segment; an unknown or retired one has no members. */
    record SegmentRef(String key) implements Condition {}

    /** Compares a score; a missing score is false. */
    record ScoreTest(String name, Operator op, double value) implements Condition {}

    /** What the person said about a purpose; silence is neither granted nor denied. */
    record ConsentTest(String purpose, boolean granted) implements Condition {}

    /** The profile has an identifier of a namespace. */
    record HasIdentifier(String namespace) implements Condition {}

    /** The gate would let a push pass on a channel. */
    record ReachableBy(String channel) implements Condition {}
}
