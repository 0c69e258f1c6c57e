package io.tributary.segment.membership;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/** What conditions of a rule speak of: those of one subject hold or fail together, those of different ones independently. */
sealed interface RuleSubject {

    DoublePredicate NO_NUMBER = value -> false;

    /** One trait. */
    record Trait(String name) implements RuleSubject {}

    /** One figure of a person. */
    record Measured(EventFilter event, Measure measure, Window window) implements RuleSubject {}

    /** One score. */
    record Score(String name) implements RuleSubject {}

    /** One purpose, which is granted, denied, or neither. */
    record Consent(String purpose) implements RuleSubject {}

    /** Anything else, which is so or not. */
    record Fact(Condition leaf) implements RuleSubject {}

    static RuleSubject of(Condition leaf) {
        return switch (leaf) {
            case Condition.TraitTest it -> new Trait(it.trait().text());
            case Condition.TraitMoving it -> new Trait(it.trait().text());
            case Condition.TraitAge it -> new Trait(it.trait().text());
            case Condition.EventMeasure it -> new Measured(it.event(), it.measure(), it.window());
            case Condition.ScoreTest it -> new Score(it.name());
            case Condition.ConsentTest it -> new Consent(it.purpose());
            case Condition.FirstEvent _, Condition.LatestEvent _, Condition.Sequence _ -> new Fact(leaf);
            case Condition.NotFollowedBy _, Condition.SegmentRef _, Condition.HasIdentifier _ -> new Fact(leaf);
            case Condition.ReachableBy _, Condition.All _, Condition.Any _, Condition.Not _ -> new Fact(leaf);
        };
    }

    /** Which of these conditions can hold together, each set once; none at all when that are too many. */
    default List<Set<Condition>> worlds(Set<Condition> leaves, boolean lists) {
        return switch (this) {
            case Trait _ -> TraitWorlds.of(leaves, lists);
            case Measured it -> measured(it.measure(), leaves);
            case Score _ -> {
                var worlds = numbers(leaves, between(leaves));
                worlds.add(Set.of());
                yield List.copyOf(worlds);
            }
            case Consent _ -> consents(leaves);
            case Fact _ -> List.of(leaves, Set.of());
        };
    }

    private static List<Set<Condition>> measured(Measure measure, Set<Condition> leaves) {
        return switch (measure) {
            case Measure.Count _, Measure.Days _, Measure.Distinct _ -> List.copyOf(numbers(leaves, whole(leaves)));
            case Measure.Sum _ -> List.copyOf(numbers(leaves, between(leaves)));
            case Measure.Avg _, Measure.Min _, Measure.Max _ -> {
                var worlds = numbers(leaves, between(leaves));
                worlds.add(Set.of());
                yield List.copyOf(worlds);
            }
        };
    }

    private static Set<Set<Condition>> numbers(Set<Condition> leaves, Collection<Double> values) {
        return values.stream()
                .map(value ->
                        leaves.stream().filter(it -> comparison(it).test(value)).collect(Collectors.toSet()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static DoublePredicate comparison(Condition leaf) {
        return switch (leaf) {
            case Condition.EventMeasure it -> value -> it.op().holds(value, it.value());
            case Condition.ScoreTest it -> value -> it.op().holds(value, it.value());
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _, Condition.FirstEvent _ ->
                NO_NUMBER;
            case Condition.LatestEvent _, Condition.Sequence _, Condition.NotFollowedBy _ -> NO_NUMBER;
            case Condition.SegmentRef _, Condition.ConsentTest _, Condition.HasIdentifier _ -> NO_NUMBER;
            case Condition.ReachableBy _, Condition.All _, Condition.Any _, Condition.Not _ -> NO_NUMBER;
        };
    }

    private static NavigableSet<Double> bounds(Set<Condition> leaves) {
        var bounds = new TreeSet<Double>();
        for (var leaf : leaves) {
            if (leaf instanceof Condition.EventMeasure it) {
                bounds.add(it.value());
            } else if (leaf instanceof Condition.ScoreTest it) {
                bounds.add(it.value());
            }
        }
        return bounds;
    }

    /** Every bound, and something on each side of it. */
    private static List<Double> between(Set<Condition> leaves) {
        return between(bounds(leaves));
    }

    static List<Double> between(NavigableSet<Double> bounds) {
        var values = new ArrayList<>(bounds);
        for (var bound : bounds) {
            var next = bounds.higher(bound);
            values.add(next == null ? bound + Math.max(1, Math.abs(bound)) : (bound + next) / 2);
        }
        values.add(bounds.isEmpty() ? 0.0 : bounds.first() - Math.max(1, Math.abs(bounds.first())));
        return values;
    }

    private static List<Double> whole(Set<Condition> leaves) {
        var values = new TreeSet<Double>(Set.of(0.0));
        for (var bound : bounds(leaves)) {
            values.addAll(List.of(Math.floor(bound) - 1, Math.floor(bound), Math.ceil(bound), Math.ceil(bound) + 1));
        }
        return values.stream().filter(it -> it >= 0).toList();
    }

    private static List<Set<Condition>> consents(Set<Condition> leaves) {
        var worlds = new ArrayList<Set<Condition>>(leaves.stream().map(Set::of).toList());
        worlds.add(Set.of());
        return worlds;
    }
}
