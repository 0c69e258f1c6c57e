package io.tributary.segment.membership;

import io.tributary.segment.rule.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a rule can hold and can fail at all, whoever the people are and whatever they do. It tries every way in which its
 * conditions can come together; more ways than exist are tried rather than fewer, so what it calls impossible is impossible.
 *
 * @param canHold false only for a rule that nobody can fulfil
 * @param canFail false only for a rule that nobody can miss
 */
public record PossibleTruth(boolean canHold, boolean canFail) {

    private static final long MOST_WORLDS = 20_000;
    private static final PossibleTruth OPEN = new PossibleTruth(true, true);

    /** What is possible for anybody; a trait may be a list, which is several values at once. */
    public static PossibleTruth of(Condition rule) {
        return of(rule, true);
    }

    /** What is possible for people none of whose traits is a list. */
    public static PossibleTruth withoutLists(Condition rule) {
        return of(rule, false);
    }

    private static PossibleTruth of(Condition rule, boolean lists) {
        var worlds = new ArrayList<List<Set<Condition>>>();
        long product = 1;
        for (var group : leaves(rule).entrySet()) {
            var own = group.getKey().worlds(group.getValue(), lists);
            product *= own.size();
            if (own.isEmpty() || product > MOST_WORLDS) {
                return OPEN;
            }
            worlds.add(own);
        }
        var seen = new HashSet<Boolean>();
        tryAll(rule, worlds, 0, new HashSet<>(), seen);
        return new PossibleTruth(seen.contains(true), seen.contains(false));
    }

    private static void tryAll(
            Condition rule, List<List<Set<Condition>>> worlds, int next, Set<Condition> holding, Set<Boolean> seen) {
        if (seen.size() == 2) {
            return;
        }
        if (next == worlds.size()) {
            seen.add(holds(rule, holding));
            return;
        }
        for (var world : worlds.get(next)) {
            holding.addAll(world);
            tryAll(rule, worlds, next + 1, holding, seen);
            holding.removeAll(world);
        }
    }

    private static boolean holds(Condition rule, Set<Condition> holding) {
        return switch (rule) {
            case Condition.All(var parts) -> parts.stream().allMatch(it -> holds(it, holding));
            case Condition.Any(var parts) -> parts.stream().anyMatch(it -> holds(it, holding));
            case Condition.Not(var part) -> !holds(part, holding);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> holding.contains(rule);
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> holding.contains(rule);
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> holding.contains(rule);
            case Condition.ScoreTest _, Condition.ConsentTest _ -> holding.contains(rule);
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> holding.contains(rule);
        };
    }

    private static Map<RuleSubject, Set<Condition>> leaves(Condition rule) {
        var leaves = new LinkedHashMap<RuleSubject, Set<Condition>>();
        collect(rule, leaves);
        return leaves;
    }

    private static void collect(Condition rule, Map<RuleSubject, Set<Condition>> leaves) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(it -> collect(it, leaves));
            case Condition.Any(var parts) -> parts.forEach(it -> collect(it, leaves));
            case Condition.Not(var part) -> collect(part, leaves);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> add(rule, leaves);
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> add(rule, leaves);
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> add(rule, leaves);
            case Condition.ScoreTest _, Condition.ConsentTest _ -> add(rule, leaves);
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> add(rule, leaves);
        }
    }

    private static void add(Condition leaf, Map<RuleSubject, Set<Condition>> leaves) {
        leaves.computeIfAbsent(RuleSubject.of(leaf), it -> new LinkedHashSet<>())
                .add(leaf);
    }
}
