package io.tributary.segment.membership;

import io.tributary.segment.feature.Feature;
import io.tributary.segment.rule.Condition;
import java.util.HashSet;
import java.util.Set;

/** What a rule reads: features of the profile, and other segments. */
record Reads(Set<Feature> features, Set<String> segments) {

    static Reads of(Condition rule) {
        var reads = new Reads(new HashSet<>(), new HashSet<>());
        reads.collect(rule);
        return reads;
    }

    private void collect(Condition condition) {
        switch (condition) {
            case Condition.All(var parts) -> parts.forEach(this::collect);
            case Condition.Any(var parts) -> parts.forEach(this::collect);
            case Condition.Not(var part) -> collect(part);
            case Condition.TraitTest leaf ->
                features.add(Feature.trait(leaf.trait().text()));
            case Condition.TraitMoving leaf ->
                features.add(Feature.trait(leaf.trait().text()));
            case Condition.TraitAge leaf ->
                features.add(Feature.trait(leaf.trait().text()));
            case Condition.EventMeasure leaf ->
                features.add(Feature.event(leaf.event().event()));
            case Condition.FirstEvent leaf ->
                features.add(Feature.event(leaf.event().event()));
            case Condition.LatestEvent leaf ->
                features.add(Feature.event(leaf.event().event()));
            case Condition.Sequence leaf -> leaf.steps().forEach(it -> features.add(Feature.event(it.event())));
            case Condition.NotFollowedBy leaf -> {
                features.add(Feature.event(leaf.first().event()));
                features.add(Feature.event(leaf.then().event()));
            }
            case Condition.SegmentRef(var key) -> segments.add(key);
            case Condition.ScoreTest leaf -> features.add(Feature.score(leaf.name()));
            case Condition.ConsentTest leaf -> features.add(Feature.CONTACT);
            case Condition.HasIdentifier leaf -> features.add(Feature.CONTACT);
            case Condition.ReachableBy leaf -> features.add(Feature.REACH);
        }
    }
}
