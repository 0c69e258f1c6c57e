package io.tributary.segment.explain;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains a rule node by node with the very leaf functions that decide memberships. Pure. */
public final class ExplainMembership {

    private final Validity validity;
    private final long now;

    public ExplainMembership(ProfileState state, OrderedSegments segments, ZoneId zone, Instant now) {
        this.validity = new Validity(state, segments, zone);
        this.now = now.toEpochMilli();
    }

    public Explanation explain(Condition rule) {
        return explain(rule, "");
    }

    private Explanation explain(Condition rule, String pointer) {
        var intervals = validity.of(rule);
        return new Explanation(
                pointer,
                RuleText.print(rule),
                intervals.contains(now),
                instant(intervals.since(now)),
                instant(intervals.nextBound(now)),
                parts(rule, pointer));
    }

    private List<Explanation> parts(Condition rule, String pointer) {
        return switch (rule) {
            case Condition.All(var parts) -> each(parts, pointer + "/all/");
            case Condition.Any(var parts) -> each(parts, pointer + "/any/");
            case Condition.Not(var part) -> List.of(explain(part, pointer + "/not"));
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> List.of();
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> List.of();
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> List.of();
            case Condition.ScoreTest _, Condition.ConsentTest _ -> List.of();
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> List.of();
        };
    }

    private List<Explanation> each(List<Condition> parts, String pointer) {
        var explained = new ArrayList<Explanation>();
        for (int i = 0; i < parts.size(); i++) {
            explained.add(explain(parts.get(i), pointer + i));
        }
        return explained;
    }

    private static @Nullable Instant instant(long bound) {
        return bound == Intervals.FROM_EVER || bound == Intervals.FOR_EVER ? null : Instant.ofEpochMilli(bound);
    }
}
