package io.tributary.segment.membership;

import io.tributary.segment.feature.Feature;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import java.util.HashSet;
import java.util.Set;

/** What a rule reads: events that pass filters, features of the profile, and other segments. */
record Reads(Set<EventFilter> events, Set<Feature> features, Set<String> segments) {

    static Reads of(Condition rule) {
        var reads = nothing();
        reads.collect(rule);
        return reads;
    }

    /** Reads to be added to. */
    static Reads nothing() {
        return new Reads(new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    void addAll(Reads other) {
        events.addAll(other.events);
        features.addAll(other.features);
        segments.addAll(other.segments);
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
            case Condition.EventMeasure leaf -> events.add(leaf.event());
            case Condition.FirstEvent leaf -> events.add(leaf.event());
            case Condition.LatestEvent leaf -> events.add(leaf.event());
            case Condition.Sequence leaf -> events.addAll(leaf.steps());
            case Condition.NotFollowedBy leaf -> {
                events.add(leaf.first());
                events.add(leaf.then());
            }
            case Condition.SegmentRef(var key) -> segments.add(key);
            case Condition.ScoreTest leaf -> features.add(Feature.score(leaf.name()));
            case Condition.ConsentTest leaf -> features.add(Feature.CONTACT);
            case Condition.HasIdentifier leaf -> features.add(Feature.CONTACT);
            case Condition.ReachableBy leaf -> features.add(Feature.REACH);
        }
    }
}
