package io.tributary.segment.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How many nodes a rule has once the rules of the segments that it refers to are written into it, each time it does. Each
 * segment is looked at once, so that a chain whose every link refers twice to the one before is measured as fast as it is short.
 * Used by one thread.
 */
public final class RuleSize {

    private final Function<String, Optional<Condition>> segments;
    private final int most;
    private final Map<String, Integer> known = new HashMap<>();

    /**
     * Counts up to a number.
     *
     * @param segments rules by the key of their segment; they form no circle
     * @param most beyond which every rule counts as so large
     */
    public RuleSize(Function<String, Optional<Condition>> segments, int most) {
        this.segments = segments;
        this.most = most;
    }

    /** Its nodes, a reference to a segment that is not there being one. */
    public int of(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) -> all(parts);
            case Condition.Any(var parts) -> all(parts);
            case Condition.Not(var part) -> atMost(1 + of(part));
            case Condition.SegmentRef(var key) -> ofSegment(key);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> 1;
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> 1;
            case Condition.Sequence _, Condition.NotFollowedBy _ -> 1;
            case Condition.ScoreTest _, Condition.ConsentTest _ -> 1;
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> 1;
        };
    }

    private int all(List<Condition> parts) {
        int size = 1;
        for (var part : parts) {
            size = atMost(size + of(part));
        }
        return size;
    }

    private int ofSegment(String key) {
        var seen = known.get(key);
        if (seen == null) {
            seen = segments.apply(key).map(it -> atMost(1 + of(it))).orElse(1);
            known.put(key, seen);
        }
        return seen;
    }

    private int atMost(int nodes) {
        return Math.min(nodes, most);
    }
}
