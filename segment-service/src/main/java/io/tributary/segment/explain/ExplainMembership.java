package io.tributary.segment.explain;

import io.tributary.segment.feature.Activity;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains a rule node by node with the very leaf functions that decide memberships: whether each holds, by what, since when
 * and until when, and what would have to be done to flip it. Nothing flips what has passed, and who is restricted is in
 * nothing whatever happens. Used for one rule, by one thread.
 */
public final class ExplainMembership {

    private static final int MOST_TRIES = 50_000;
    private static final int MOST_TRIES_OF_A_NODE = 10_000;

    private final Supposed person;
    private final boolean settled;
    private final OrderedSegments segments;
    private final Days days;
    private final long now;
    private final Map<Figure, String> traits;
    private final Validity validity;
    private final FindEvidence evidence;
    private int tried;

    /** The instant of an explanation, and whether it has passed: then nothing can happen any more. */
    public record Moment(Instant at, boolean past) {}

    /**
     * Explains to one person's state.
     *
     * @param activity what the person did, in as much detail as the instant needs
     * @param traits names of computed traits by what they measure
     */
    public ExplainMembership(
            ProfileState state,
            Activity activity,
            OrderedSegments segments,
            ZoneId zone,
            Moment moment,
            Map<Figure, String> traits) {
        this.person = Supposed.of(state, activity);
        this.settled = state.restricted() || moment.past();
        this.segments = segments;
        this.days = new Days(zone);
        this.now = moment.at().toEpochMilli();
        this.traits = Map.copyOf(traits);
        this.validity = new Validity(person, segments, days);
        this.evidence = new FindEvidence(person, validity, days, this.now);
    }

    public Explanation explain(Condition rule) {
        return explain(rule, "");
    }

    private Explanation explain(Condition rule, String pointer) {
        var intervals = validity.of(rule);
        var tries = new Tries(Math.min(MOST_TRIES_OF_A_NODE, MOST_TRIES - tried));
        var until = instant(intervals.nextBound(now));
        var ways = settled ? List.<Way>of() : ways(rule, until, tries);
        tried += tries.taken();
        return new Explanation(
                pointer,
                RuleText.print(rule),
                name(rule),
                intervals.contains(now),
                instant(intervals.since(now)),
                until,
                evidence.of(rule),
                ways,
                tries.gaveUp(),
                parts(rule, pointer));
    }

    private List<Way> ways(Condition rule, @Nullable Instant until, Tries tries) {
        var ways = new ArrayList<Way>();
        if (until != null) {
            ways.add(new Way.ByTime(until));
        }
        new NearestChange(rule, person, segments, days, now, tries)
                .find()
                .map(Way.ByChange::new)
                .ifPresent(ways::add);
        return ways;
    }

    private @Nullable String name(Condition rule) {
        return rule instanceof Condition.EventMeasure leaf
                ? traits.get(new Figure(leaf.event(), leaf.measure(), leaf.window()))
                : null;
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
