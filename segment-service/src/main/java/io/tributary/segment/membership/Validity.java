package io.tributary.segment.membership;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.KnownPerson;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.interval.Steps;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * When each condition holds for one profile, if no further event comes: from now on exact, before now as far as the
 * state remembers. Segments are judged once and kept; a circle of segments has no members.
 */
public final class Validity {

    private final KnownPerson person;
    private final OrderedSegments segments;
    private final TraitLeaves traits;
    private final EventLeaves events;
    private final OrderLeaves orders;
    private final Map<String, Intervals> known = new HashMap<>();

    public Validity(KnownPerson person, OrderedSegments segments, ZoneId zone) {
        this(person, person.activity(), segments, zone);
    }

    /** The profile, had it done this. */
    public Validity(KnownPerson person, Activity activity, OrderedSegments segments, ZoneId zone) {
        this(person, activity, segments, new Days(zone));
    }

    public Validity(KnownPerson person, OrderedSegments segments, Days days) {
        this(person, person.activity(), segments, days);
    }

    private Validity(KnownPerson person, Activity activity, OrderedSegments segments, Days days) {
        this.person = person;
        this.segments = segments;
        this.traits = new TraitLeaves(person, days);
        this.events = new EventLeaves(activity, days);
        this.orders = new OrderLeaves(activity, days);
    }

    /** When the condition holds. */
    public Intervals of(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> combined(parts, Intervals.ALWAYS, Intervals.NEVER, Intervals::and);
            case Condition.Any(var parts) -> combined(parts, Intervals.NEVER, Intervals.ALWAYS, Intervals::or);
            case Condition.Not(var part) -> of(part).not();
            case Condition.TraitTest leaf -> traits.tested(leaf);
            case Condition.TraitMoving leaf -> traits.moving(leaf);
            case Condition.TraitAge leaf -> traits.age(leaf);
            case Condition.EventMeasure leaf -> events.measured(leaf);
            case Condition.FirstEvent leaf -> events.first(leaf);
            case Condition.LatestEvent leaf -> events.latest(leaf);
            case Condition.Sequence leaf -> orders.sequence(leaf);
            case Condition.NotFollowedBy leaf -> orders.notFollowedBy(leaf);
            case Condition.SegmentRef(var key) -> ofSegment(key);
            case Condition.ScoreTest leaf -> {
                var score = person.scores().get(leaf.name());
                yield Intervals.when(score != null && leaf.op().holds(score, leaf.value()));
            }
            case Condition.ConsentTest(var purpose, var granted) -> {
                var said = person.consents().get(purpose);
                yield Intervals.when(said != null && said == granted);
            }
            case Condition.HasIdentifier(var namespace) ->
                Intervals.when(
                        person.identifiers().stream().map(Identifier::namespace).anyMatch(namespace::equals));
            case Condition.ReachableBy(var channel) ->
                Intervals.when(person.reachability()
                        .getOrDefault(channel, new Reach(false, ""))
                        .reachable());
        };
    }

    /** What the measure comes to. */
    public Steps figure(Figure figure) {
        return events.figure(figure);
    }

    /** When the profile is a member; never for an unknown or retired segment. */
    public Intervals ofSegment(String key) {
        var seen = known.get(key);
        if (seen != null) {
            return seen;
        }
        // Stands while the segment is being judged: a circle meets it and ends.
        known.put(key, Intervals.NEVER);
        var intervals = segments.find(key).map(it -> of(it.rule())).orElse(Intervals.NEVER);
        known.put(key, intervals);
        return intervals;
    }

    /** @param end what no further part can change */
    private Intervals combined(
            List<Condition> parts, Intervals start, Intervals end, BinaryOperator<Intervals> combine) {
        var result = start;
        for (var part : parts) {
            if (result.equals(end)) {
                return end;
            }
            result = combine.apply(result, of(part));
        }
        return result;
    }
}
