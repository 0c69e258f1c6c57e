package io.tributary.segment.membership;

import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Value;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which conditions about one trait can hold together. */
final class TraitWorlds {

    private static final int MOST_FREE = 10;
    private static final Value OTHER = new Value.Text("\0other");

    private TraitWorlds() {}

    static List<Set<Condition>> of(Set<Condition> leaves, boolean lists) {
        var free = leaves.stream()
                .filter(it -> lists ? !standsAlone(it) : !isDecidedByValue(it))
                .toList();
        if (free.size() > MOST_FREE) {
            return List.of();
        }
        var worlds = new LinkedHashSet<Set<Condition>>();
        worlds.add(passing(leaves, List.of()));
        for (var present : lists ? List.of(List.of(OTHER)) : values(leaves)) {
            worlds.addAll(worlds(passing(leaves, present), free));
        }
        return List.copyOf(worlds);
    }

    /** What the value decides, with any of those that it leaves free. */
    private static List<Set<Condition>> worlds(Set<Condition> decided, List<Condition> free) {
        free.forEach(decided::remove);
        return subsets(free).stream()
                .<Set<Condition>>map(it -> {
                    var world = new HashSet<>(decided);
                    world.addAll(it);
                    return world;
                })
                .toList();
    }

    private static Set<Condition> passing(Set<Condition> leaves, List<Value> values) {
        var passing = new HashSet<Condition>();
        for (var leaf : leaves) {
            if (leaf instanceof Condition.TraitTest(var trait, var test)
                    && ValueTests.pass(test, values, ZoneOffset.UTC)) {
                passing.add(leaf);
            }
        }
        return passing;
    }

    private static boolean standsAlone(Condition leaf) {
        return leaf instanceof Condition.TraitTest(var trait, var test)
                && test.op().standsAlone();
    }

    /** Parts of texts, and moments, are free: fewer of them than said can come together, but never more. */
    private static boolean isDecidedByValue(Condition leaf) {
        return leaf instanceof Condition.TraitTest(var trait, var test)
                && switch (test.op()) {
                    case EXISTS, MISSING, EQ, NE, GT, GTE, LT, LTE, IN, NOT_IN -> true;
                    case CONTAINS, STARTS_WITH, BEFORE, AFTER -> false;
                };
    }

    /** Every value that is named, one of each kind that is not, and numbers on each side of those. */
    private static List<List<Value>> values(Set<Condition> leaves) {
        var values = new LinkedHashSet<Value>(List.of(OTHER, new Value.Bool(true), new Value.Bool(false)));
        var numbers = new TreeSet<Double>();
        for (var leaf : leaves) {
            if (leaf instanceof Condition.TraitTest(var trait, var test) && isDecidedByValue(leaf)) {
                test.asked().ifPresent(it -> it.each().forEach(value -> add(value, values, numbers)));
            }
        }
        RuleSubject.between(numbers).forEach(it -> values.add(new Value.Numeric(it)));
        return values.stream().map(List::of).toList();
    }

    private static void add(Value value, Set<Value> values, Set<Double> numbers) {
        values.add(value);
        if (value instanceof Value.Numeric(var number)) {
            numbers.add(number);
        }
    }

    private static List<Set<Condition>> subsets(List<Condition> leaves) {
        var subsets = new ArrayList<Set<Condition>>();
        subsets.add(Set.of());
        for (var leaf : leaves) {
            for (var subset : List.copyOf(subsets)) {
                var with = new HashSet<>(subset);
                with.add(leaf);
                subsets.add(with);
            }
        }
        return subsets;
    }
}
