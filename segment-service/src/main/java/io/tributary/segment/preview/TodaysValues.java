package io.tributary.segment.preview;

import io.tributary.segment.list.ListRule;
import io.tributary.segment.rule.Condition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names what of a rule is known only as it is today, whatever instant is asked for: traits, consents, scores, lists, identifiers
 * and reachability have no past. As {@code kind:name}, sorted.
 */
public final class TodaysValues {

    private TodaysValues() {}

    public static List<String> of(Condition rule) {
        var names = new TreeSet<String>();
        collect(rule, names);
        return List.copyOf(names);
    }

    private static void collect(Condition rule, Set<String> names) {
        switch (rule) {
            case Condition.All(var parts) -> parts.forEach(it -> collect(it, names));
            case Condition.Any(var parts) -> parts.forEach(it -> collect(it, names));
            case Condition.Not(var part) -> collect(part, names);
            case Condition.TraitTest it -> names.add("trait:" + it.trait().text());
            case Condition.TraitMoving it -> names.add("trait:" + it.trait().text());
            case Condition.TraitAge it -> names.add("trait:" + it.trait().text());
            case Condition.ScoreTest it -> names.add(subject(it.name()));
            case Condition.ConsentTest it -> names.add("consent:" + it.purpose());
            case Condition.HasIdentifier it -> names.add("identifier:" + it.namespace());
            case Condition.ReachableBy it -> names.add("reachable:" + it.channel());
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> {}
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> {}
        }
    }

    private static String subject(String score) {
        return ListRule.isMark(score) ? "list:" + ListRule.segmentKey(score) : "score:" + score;
    }
}
