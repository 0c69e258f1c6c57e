package io.tributary.segment.membership;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Where days are too coarse for an instant that has passed: a folded day that lies half behind it, or half in a rolling
 * window, tells nothing about which of its events count. At the end of a day, calendar windows need no detail; steps in
 * order never do, because a day remembers its seconds.
 */
public final class DetailNeeded {

    /** Whole seconds since the epoch, both inclusive. */
    public record Seconds(long from, long until) {

        boolean contains(long second) {
            return from <= second && second <= until;
        }

        /** The least that holds both. */
        public Seconds with(Seconds other) {
            return new Seconds(Math.min(from, other.from), Math.max(until, other.until));
        }
    }

    private final Days days;
    private final long at;

    public DetailNeeded(Instant at, ZoneId zone) {
        this.days = new Days(zone);
        this.at = at.toEpochMilli();
    }

    /** The midnights of the folded days that the leaf would have to look into; empty when whole days are enough. */
    public Optional<Seconds> of(Condition leaf) {
        return switch (leaf) {
            case Condition.EventMeasure it -> within(it.window());
            case Condition.FirstEvent it -> within(it.window());
            // What came later on the day of the instant hides what was latest then, whatever the window.
            case Condition.LatestEvent it -> it.window() instanceof Window.Between ? today() : within(it.window());
            case Condition.Sequence _, Condition.NotFollowedBy _ -> Optional.empty();
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> Optional.empty();
            case Condition.ScoreTest _, Condition.ConsentTest _, Condition.SegmentRef _ -> Optional.empty();
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> Optional.empty();
            case Condition.All _, Condition.Any _, Condition.Not _ -> Optional.empty();
        };
    }

    /** The names of the events whose folded days the leaf reads. */
    public static List<String> events(Condition leaf) {
        return switch (leaf) {
            case Condition.EventMeasure it -> List.of(it.event().event());
            case Condition.FirstEvent it -> List.of(it.event().event());
            case Condition.LatestEvent it -> List.of(it.event().event());
            case Condition.Sequence _, Condition.NotFollowedBy _ -> List.of();
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> List.of();
            case Condition.ScoreTest _, Condition.ConsentTest _, Condition.SegmentRef _ -> List.of();
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> List.of();
            case Condition.All _, Condition.Any _, Condition.Not _ -> List.of();
        };
    }

    /** From the first folded day of the profile that the rule would have to look into to the end of the last. */
    public Optional<Seconds> by(Condition rule, ProfileState state) {
        return switch (rule) {
            case Condition.All(var parts) -> all(parts, state);
            case Condition.Any(var parts) -> all(parts, state);
            case Condition.Not(var part) -> by(part, state);
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> ofLeaf(rule, state);
            case Condition.Sequence _, Condition.NotFollowedBy _ -> Optional.empty();
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> Optional.empty();
            case Condition.ScoreTest _, Condition.ConsentTest _, Condition.SegmentRef _ -> Optional.empty();
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> Optional.empty();
        };
    }

    private Optional<Seconds> all(List<Condition> parts, ProfileState state) {
        return parts.stream().flatMap(it -> by(it, state).stream()).reduce(Seconds::with);
    }

    private Optional<Seconds> ofLeaf(Condition leaf, ProfileState state) {
        return of(leaf).flatMap(needed -> events(leaf).stream()
                .flatMap(it -> state.activity().of(it).stream())
                .filter(it -> it.daily() && needed.contains(it.at()))
                .map(it -> wholeDay(it.at()))
                .reduce(Seconds::with));
    }

    private Seconds wholeDay(long second) {
        long day = days.dayOf(second * 1000);
        return new Seconds(days.midnight(day) / 1000, days.midnight(day + 1) / 1000 - 1);
    }

    private Optional<Seconds> within(Window window) {
        return switch (window) {
            // Whole days before today.
            case Window.Between _ -> Optional.empty();
            case Window.LastDuration(var length) -> Optional.of(rolling(length));
            case Window.LastDays _, Window.Since _, Window.Before _, Window.Ever _ -> today();
        };
    }

    /** The day of the instant, unless nothing of it lies behind the instant. */
    private Optional<Seconds> today() {
        long day = days.dayOf(at);
        long midnight = days.midnight(day) / 1000;
        return Math.floorDiv(at, 1000L) >= days.midnight(day + 1) / 1000 - 1
                ? Optional.empty()
                : Optional.of(new Seconds(midnight, midnight));
    }

    /** Every day that a rolling window touches. */
    private Seconds rolling(Duration length) {
        return new Seconds(days.midnight(days.dayOf(at - length.toMillis())) / 1000, Math.floorDiv(at, 1000L));
    }
}
