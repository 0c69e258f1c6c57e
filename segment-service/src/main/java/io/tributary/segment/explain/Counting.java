package io.tributary.segment.explain;

import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleSize;
import io.tributary.segment.rule.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** How large rules are, and how long it takes until something counts in them, each segment looked at once. */
final class Counting {

    private static final int MOST_NODES = 1_000_000;

    private final OrderedSegments segments;
    private final Days days;
    private final RuleSize sizes;

    Counting(OrderedSegments segments, Days days) {
        this.segments = segments;
        this.days = days;
        this.sizes = new RuleSize(key -> segments.find(key).map(SegmentDefinition::rule), MOST_NODES);
    }

    /** Nodes of a rule, those of segments that it refers to as well; at most a million. */
    int nodes(Condition rule) {
        return sizes.of(rule);
    }

    /** By when what was done at an instant (epoch milliseconds) counts for every leaf of a rule. */
    long from(Condition rule, long done) {
        return from(rule, done, new HashMap<>());
    }

    private long from(Condition rule, long done, Map<String, Long> known) {
        BiFunction<Long, Condition, Long> later = (latest, part) -> Math.max(latest, from(part, done, known));
        return switch (rule) {
            case Condition.All(var parts) -> parts.stream().reduce(done, later, Math::max);
            case Condition.Any(var parts) -> parts.stream().reduce(done, later, Math::max);
            case Condition.Not(var part) -> from(part, done, known);
            case Condition.SegmentRef(var key) -> {
                var seen = known.get(key);
                if (seen == null) {
                    seen = segments.find(key)
                            .map(it -> from(it.rule(), done, known))
                            .orElse(done);
                    known.put(key, seen);
                }
                yield seen;
            }
            case Condition.NotFollowedBy leaf -> Math.max(done + leaf.within().toMillis(), from(leaf.window(), done));
            case Condition.EventMeasure leaf -> from(leaf.window(), done);
            case Condition.FirstEvent leaf -> from(leaf.window(), done);
            case Condition.LatestEvent leaf -> from(leaf.window(), done);
            case Condition.Sequence leaf -> from(leaf.window(), done);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> done;
            case Condition.ScoreTest _, Condition.ConsentTest _ -> done;
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> done;
        };
    }

    private long from(Window window, long done) {
        return new Beginning(done / 1000, days).countsFrom(window);
    }
}
