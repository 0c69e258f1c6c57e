package io.tributary.segment.preview;

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

    public Condition inline(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) ->
                new Condition.All(parts.stream().map(this::inline).toList());
            case Condition.Any(var parts) ->
                new Condition.Any(parts.stream().map(this::inline).toList());
            case Condition.Not(var part) -> new Condition.Not(inline(part));
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
        return published == null ? NOBODY : inline(published.rule());
    }
}
