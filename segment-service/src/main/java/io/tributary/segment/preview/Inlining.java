package io.tributary.segment.preview;

import io.tributary.segment.registry.InlinedSize;
import io.tributary.segment.registry.RegisteredSegment;
import io.tributary.segment.registry.Registry;
import io.tributary.segment.rule.Condition;
import java.util.List;

/**
 * Replaces references to segments by the rules that decide them. A segment that is not published has no members, as in
 * the topology. The registry lets no circle in, so this ends.
 */
public final class Inlining {

    private static final Condition NOBODY = new Condition.Any(List.of());

    private final Registry registry;

    public Inlining(Registry registry) {
        this.registry = registry;
    }

    /** Fails with {@link RuleTooLarge} beyond 20,000 nodes: each reference to a segment repeats its rule. */
    public Condition inline(Condition rule) {
        var inlined = new Inlined();
        return inlined.of(rule);
    }

    /** One rule on its way. */
    private final class Inlined {
        private int nodes;

        Condition of(Condition rule) {
            if (++nodes > InlinedSize.MOST_NODES) {
                throw new RuleTooLarge(InlinedSize.MOST_NODES);
            }
            return switch (rule) {
                case Condition.All(var parts) ->
                    new Condition.All(parts.stream().map(this::of).toList());
                case Condition.Any(var parts) ->
                    new Condition.Any(parts.stream().map(this::of).toList());
                case Condition.Not(var part) -> new Condition.Not(of(part));
                case Condition.SegmentRef(var key) -> published(key);
                case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> rule;
                case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> rule;
                case Condition.Sequence _, Condition.NotFollowedBy _ -> rule;
                case Condition.ScoreTest _, Condition.ConsentTest _ -> rule;
                case Condition.HasIdentifier _, Condition.ReachableBy _ -> rule;
            };
        }

        private Condition published(String key) {
            RegisteredSegment segment = registry.find(key);
            var published = segment == null || !segment.isPublished() ? null : segment.published();
            return published == null ? NOBODY : of(published.rule());
        }
    }
}
