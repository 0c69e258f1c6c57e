package io.tributary.segment.membership;

import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.Feature;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the standings of a state up to date and says what changed. Judging twice at one instant changes nothing; time
 * never goes back, because an instant before the last judged one counts as that one.
 */
public final class Evaluator {

    // A jump of the clock by years over a window of minutes: beyond this, intermediate bounds are passed over.
    private static final int MAX_BOUNDS = 4_000;

    private final OrderedSegments segments;
    private final Days days;

    public Evaluator(OrderedSegments segments, ZoneId zone) {
        this(segments, new Days(zone));
    }

    public Evaluator(OrderedSegments segments, Days days) {
        this.segments = segments;
        this.days = days;
    }

    /** Judges all segments. */
    public static Evaluation evaluate(
            ProfileState state, OrderedSegments segments, Instant now, ZoneId zone, Cause cause) {
        return new Evaluator(segments, zone).all(state, now.toEpochMilli(), cause);
    }

    /** Judges all segments; standings in segments that are no more end. */
    public Evaluation all(ProfileState state, long now, Cause cause) {
        var retired = retired(state, now);
        var judged = judge(state, segments.all(), segments.traits(), now, cause);
        retired.addAll(judged.changes());
        state.judged(Math.max(now, state.evaluatedAt()), segments.hash(), judged.nextChange());
        return new Evaluation(retired, judged.nextChange());
    }

    /** Judges what is other than in the set that the profile was judged by last; standings in segments that are no more end. */
    public Evaluation since(OrderedSegments.Difference difference, ProfileState state, long now, Cause cause) {
        var changes = retired(state, now);
        var judged = judge(state, difference.segments(), difference.traits(), now, cause);
        changes.addAll(judged.changes());
        long next = Math.min(state.nextChange(), judged.nextChange());
        state.judged(Math.max(now, state.evaluatedAt()), segments.hash(), next);
        return new Evaluation(changes, next);
    }

    /** Judges the segments that read any of the features; all of them when the definitions are other than last time. */
    public Evaluation readersOf(Collection<Feature> changed, ProfileState state, long now, Cause cause) {
        return some(segments.readersOf(changed), List.of(), state, now, cause);
    }

    /** The same after an event was applied: judges the segments and computed traits that read it or what it brought. */
    public Evaluation readersOf(EventFacts facts, ProfileState state, long now, Cause cause) {
        var traits = segments.traitsReading(facts, days.zone());
        return some(segments.readersOf(facts, days.zone()), traits, state, now, cause);
    }

    private Evaluation some(
            Collection<SegmentDefinition> readers,
            Collection<TraitDefinition> traits,
            ProfileState state,
            long now,
            Cause cause) {
        if (state.definitions() != segments.hash()) {
            return all(state, now, cause);
        }
        var judged = judge(state, readers, traits, now, cause);
        long next = Math.min(state.nextChange(), judged.nextChange());
        state.judged(Math.max(now, state.evaluatedAt()), segments.hash(), next);
        return new Evaluation(judged.changes(), next);
    }

    /** Lets time pass: judges at each bound up to now, in order, so that every change carries its own instant. */
    public Evaluation passTime(ProfileState state, long now) {
        var changes = new ArrayList<MembershipChange>();
        for (int i = 0; state.nextChange() <= now; i++) {
            long at = i < MAX_BOUNDS ? state.nextChange() : now;
            changes.addAll(all(state, at, new Cause.Clock()).changes());
        }
        return new Evaluation(changes, state.nextChange());
    }

    /** Judges after a merge, and states every segment that either profile was in, member or not. */
    public Evaluation merged(ProfileState state, Set<String> loserWasIn, long now, String loser) {
        var either = new LinkedHashSet<>(loserWasIn);
        state.memberships().forEach((key, standing) -> {
            if (standing.member()) {
                either.add(key);
            }
        });
        return restated(state, either, now, new Cause.Merged(loser));
    }

    /** Judges all segments and states every standing, changed or not. */
    public Evaluation restated(ProfileState state, long now, Cause cause) {
        return restated(state, state.memberships().keySet(), now, cause);
    }

    /** Judges all segments and states the standing in those that are named, changed or not. */
    public Evaluation restated(ProfileState state, Collection<String> keys, long now, Cause cause) {
        var toState = new LinkedHashSet<>(keys);
        var evaluation = all(state, now, cause);
        var changes = new ArrayList<>(evaluation.changes());
        changes.forEach(it -> toState.remove(it.segment()));
        for (var key : toState) {
            segments.find(key).ifPresent(definition -> {
                var standing = state.memberships().getOrDefault(key, new Standing(definition.version(), false, now));
                state.stand(key, standing);
                changes.add(new MembershipChange(key, standing.version(), standing.member(), standing.since(), cause));
            });
        }
        return new Evaluation(changes, evaluation.nextChange());
    }

    private Evaluation judge(
            ProfileState state,
            Collection<SegmentDefinition> definitions,
            Collection<TraitDefinition> traits,
            long at,
            Cause cause) {
        long now = Math.max(at, state.evaluatedAt());
        var changes = new ArrayList<MembershipChange>();
        long next = Intervals.FOR_EVER;
        if (state.restricted()) {
            return new Evaluation(exits(state, now), next);
        }
        var validity = new Validity(state, segments, days);
        for (var definition : definitions) {
            var intervals = validity.ofSegment(definition.key());
            next = Math.min(next, intervals.nextBound(now));
            var before = state.standing(definition.key());
            boolean member = intervals.contains(now);
            if (member != (before != null && before.member())) {
                long since = since(intervals, now, before == null ? Intervals.FROM_EVER : before.since());
                state.stand(definition.key(), new Standing(definition.version(), member, since));
                changes.add(new MembershipChange(definition.key(), definition.version(), member, since, cause));
            } else if (before != null && before.version() != definition.version()) {
                state.stand(definition.key(), new Standing(definition.version(), member, before.since()));
            }
        }
        for (var trait : traits) {
            next = Math.min(next, compute(state, trait, validity, now));
        }
        return new Evaluation(changes, next);
    }

    /** Brings a computed trait up to date. Returns when it changes by itself. */
    private static long compute(ProfileState state, TraitDefinition trait, Validity validity, long now) {
        var steps = validity.figure(trait.figure());
        double value = steps.at(now);
        var before = state.computed().get(trait.key());
        if (Double.isNaN(value)) {
            state.withoutNumber(trait.key());
        } else if (before == null || before.version() != trait.version() || before.value() != value) {
            long since = steps.since(now) == Intervals.FROM_EVER ? now : steps.since(now);
            // A late event says what the number should have been; it became it after the one that it follows.
            long earliest = before == null ? Intervals.FROM_EVER : before.since();
            state.computed(trait.key(), new ComputedValue(trait.version(), value, Math.max(since, earliest)));
        }
        return steps.nextBound(now);
    }

    /** Who is restricted is in nothing, and no time makes it otherwise; computed traits stay as they were. */
    private static List<MembershipChange> exits(ProfileState state, long now) {
        var changes = new ArrayList<MembershipChange>();
        for (var entry : List.copyOf(state.memberships().entrySet())) {
            var standing = entry.getValue();
            if (standing.member()) {
                state.stand(entry.getKey(), new Standing(standing.version(), false, now));
                changes.add(
                        new MembershipChange(entry.getKey(), standing.version(), false, now, new Cause.Restricted()));
            }
        }
        return changes;
    }

    /** The bound from which the standing holds, never before the one it follows; now where there is no bound. */
    private static long since(Intervals intervals, long now, long before) {
        long bound = intervals.since(now);
        return bound == Intervals.FROM_EVER ? now : Math.max(bound, before);
    }

    private List<MembershipChange> retired(ProfileState state, long now) {
        var changes = new ArrayList<MembershipChange>();
        // Of copies: a tree map moves another entry into the place of one that is removed.
        for (var key : List.copyOf(state.memberships().keySet())) {
            var standing = state.memberships().get(key);
            if (standing != null && segments.find(key).isEmpty()) {
                state.forget(key);
                if (standing.member()) {
                    changes.add(new MembershipChange(key, standing.version(), false, now, new Cause.Definition()));
                }
            }
        }
        List.copyOf(state.computed().keySet()).stream()
                .filter(it -> segments.trait(it).isEmpty())
                .forEach(state::withoutNumber);
        return changes;
    }
}
