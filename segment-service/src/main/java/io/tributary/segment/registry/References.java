package io.tributary.segment.registry;

import io.tributary.segment.rule.Condition;
import java.util.Set;
import java.util.TreeSet;

/** The segments that a rule refers to. */
public final class References {

    private References() {}

    public static Set<String> of(Condition rule) {
        var keys = new TreeSet<String>();
        collect(rule, keys);
        return keys;
    }

    private static void collect(Condition rule, Set<String> keys) {
        switch (rule) {
            case Condition.All all -> all.conditions().forEach(it -> collect(it, keys));
            case Condition.Any any -> any.conditions().forEach(it -> collect(it, keys));
            case Condition.Not not -> collect(not.condition(), keys);
            case Condition.SegmentRef reference -> keys.add(reference.key());
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> {}
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> {}
            case Condition.Sequence _, Condition.NotFollowedBy _ -> {}
            case Condition.ScoreTest _, Condition.ConsentTest _ -> {}
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> {}
        }
    }
}
