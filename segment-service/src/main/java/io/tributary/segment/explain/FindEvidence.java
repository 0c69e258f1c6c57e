package io.tributary.segment.explain;

import io.tributary.segment.explain.Evidence.Happened;
import io.tributary.segment.feature.Entry;
import io.tributary.segment.feature.KnownPerson;
import io.tributary.segment.feature.Reach;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.membership.Validity;
import io.tributary.segment.membership.Witnesses;
import io.tributary.segment.membership.Witnesses.Done;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.EventFilter;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.PropertyPath;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what decides a leaf at an instant, in what a profile remembers. Pure. */
final class FindEvidence {

    private static final int NEWEST = 10;

    private final KnownPerson person;
    private final Validity validity;
    private final Witnesses witnesses;
    private final long now;

    /** @param now epoch milliseconds */
    FindEvidence(KnownPerson person, Validity validity, Days days, long now) {
        this.person = person;
        this.validity = validity;
        this.witnesses = new Witnesses(person.activity(), days);
        this.now = now;
    }

    /** Nothing for what has parts. */
    @Nullable
    Evidence of(Condition rule) {
        return switch (rule) {
            case Condition.All _, Condition.Any _, Condition.Not _ -> null;
            case Condition.EventMeasure leaf -> measured(leaf);
            case Condition.FirstEvent(var event, var window) -> one(event, witnesses.first(event, now));
            case Condition.LatestEvent(var event, var window) -> one(event, witnesses.latest(event, now));
            case Condition.Sequence leaf -> done(witnesses.order(leaf, now));
            case Condition.NotFollowedBy leaf -> done(witnesses.notFollowed(leaf, now));
            case Condition.TraitTest(var trait, var test) -> trait(trait);
            case Condition.TraitMoving leaf -> trait(leaf.trait());
            case Condition.TraitAge leaf -> trait(leaf.trait());
            case Condition.SegmentRef(var key) -> membership(key);
            case Condition.ScoreTest leaf ->
                new Evidence.Score(leaf.name(), person.scores().get(leaf.name()));
            case Condition.ConsentTest(var purpose, var granted) ->
                new Evidence.Consent(purpose, person.consents().get(purpose));
            case Condition.HasIdentifier(var namespace) ->
                new Evidence.Identifiers(
                        namespace,
                        person.identifiers().stream()
                                .filter(it -> it.namespace().equals(namespace))
                                .count());
            case Condition.ReachableBy(var channel) -> {
                var verdict = person.reachability().getOrDefault(channel, new Reach(false, ""));
                yield new Evidence.Reachability(channel, verdict.reachable(), verdict.reason());
            }
        };
    }

    private Evidence measured(Condition.EventMeasure leaf) {
        var figure = new Figure(leaf.event(), leaf.measure(), leaf.window());
        var counted = witnesses.counted(figure, now);
        double measured = validity.figure(figure).at(now);
        return new Evidence.Events(
                Double.isNaN(measured) ? null : measured,
                counted.stream().mapToLong(Entry::count).sum(),
                newest(leaf.event(), counted));
    }

    /** What differs in properties only happened at one time. */
    private static List<Happened> newest(EventFilter event, List<Entry> counted) {
        var together = new LinkedHashMap<Happened, Long>();
        for (var entry : counted.reversed()) {
            var happened = happened(event, entry);
            together.merge(happened.of(0), happened.count(), Long::sum);
        }
        return together.entrySet().stream()
                .limit(NEWEST)
                .map(it -> it.getKey().of(it.getValue()))
                .toList();
    }

    private static Evidence one(EventFilter event, Optional<Entry> entry) {
        return new Evidence.Events(
                null,
                entry.map(Entry::count).orElse(0L),
                entry.map(it -> happened(event, it)).stream().toList());
    }

    private static Happened happened(EventFilter event, Entry entry) {
        // What is kept no longer has no name and no time.
        return new Happened(
                event,
                entry.event().isEmpty() ? null : Instant.ofEpochSecond(entry.at()),
                entry.daily(),
                entry.count(),
                List.of());
    }

    private static Evidence done(List<Done> steps) {
        return new Evidence.Events(
                null,
                steps.size(),
                steps.stream()
                        .map(it -> new Happened(it.step(), Instant.ofEpochSecond(it.second()), false, 1, List.of()))
                        .toList());
    }

    private Evidence trait(PropertyPath trait) {
        var known = person.traits().get(trait.text());
        return known == null
                ? new Evidence.Trait(trait.text(), null, null, null)
                : new Evidence.Trait(trait.text(), known.value(), Instant.ofEpochSecond(known.at()), known.messageId());
    }

    private Evidence membership(String key) {
        var intervals = validity.ofSegment(key);
        long since = intervals.since(now);
        return new Evidence.Membership(
                key, intervals.contains(now), since == Intervals.FROM_EVER ? null : Instant.ofEpochMilli(since));
    }
}
