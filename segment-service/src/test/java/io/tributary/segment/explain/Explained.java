package io.tributary.segment.explain;

import io.tributary.segment.explain.ExplainMembership.Moment;
import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.RandomPerson;
import io.tributary.segment.membership.RawEvent;
import io.tributary.segment.membership.SegmentDefinition;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random rule for a random person at a random instant, explained; and the raw history that says what is true. */
record Explained(Condition rule, World world, Instant now, Explanation explanation, Random random, String as) {

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia", "America/New_York");
    private static final List<String> INSTANTS = List.of(
            "2011-12-09T20:00:00Z",
            "2026-03-29T03:30:00Z",
            "2026-10-25T01:15:00Z",
            "2011-12-30T10:00:00Z",
            "2028-02-29T05:00:00Z");

    static Explained of(int seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var now = Instant.parse(INSTANTS.get(random.nextInt(INSTANTS.size()))).plusSeconds(random.nextInt(4 * 86_400));
        var generator = new RandomRules(random, now.atZone(zone).toLocalDate());
        var rule = seed % 8 == 0 ? demanding(generator.next()) : generator.next();
        var rules = Map.of("loyal", withoutSegments(generator), "rule", rule);
        boolean busy = seed % 8 == 0;
        var person = busy ? busy(random, now, zone) : RandomPerson.of(random, now, zone);
        var state = person.delivered(random, new Days(zone), now.toEpochMilli());
        var explanation = new ExplainMembership(
                        state, state.activity(), ordered(rules), zone, new Moment(now, false), Map.of())
                .explain(rule);
        return new Explained(
                rule,
                new World(person.history(), person.person(), rules, zone),
                now,
                explanation,
                random,
                "seed %d in %s at %s, rule %s".formatted(seed, zone, now, RuleText.print(rule)));
    }

    /** The conditions that the parts of a node are of. */
    static List<Condition> parts(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) -> parts;
            case Condition.Any(var parts) -> parts;
            case Condition.Not(var part) -> List.of(part);
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> List.of();
            case Condition.EventMeasure _, Condition.FirstEvent _, Condition.LatestEvent _ -> List.of();
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> List.of();
            case Condition.ScoreTest _, Condition.ConsentTest _ -> List.of();
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> List.of();
        };
    }

    /** Somebody who did what ten people did. */
    private static RandomPerson busy(Random random, Instant now, ZoneId zone) {
        var history = new ArrayList<RawEvent>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            RandomPerson.of(random, now, zone).history().stream()
                    // A future event makes the state forget what is older than 400 days before it.
                    .filter(it -> it.at() <= now.getEpochSecond())
                    .map(it -> new RawEvent(it.event(), it.at(), number + it.messageId(), it.properties()))
                    .forEach(history::add);
        }
        return new RandomPerson(history, RandomPerson.of(random, now, zone).person());
    }

    /** The same about ten times as much. */
    private static Condition demanding(Condition rule) {
        return switch (rule) {
            case Condition.All(var parts) ->
                new Condition.All(parts.stream().map(Explained::demanding).toList());
            case Condition.Any(var parts) ->
                new Condition.Any(parts.stream().map(Explained::demanding).toList());
            case Condition.Not(var part) -> new Condition.Not(demanding(part));
            case Condition.EventMeasure leaf ->
                new Condition.EventMeasure(leaf.event(), leaf.measure(), leaf.op(), leaf.value() * 10, leaf.window());
            case Condition.TraitTest _, Condition.TraitMoving _, Condition.TraitAge _ -> rule;
            case Condition.FirstEvent _, Condition.LatestEvent _ -> rule;
            case Condition.Sequence _, Condition.NotFollowedBy _, Condition.SegmentRef _ -> rule;
            case Condition.ScoreTest _, Condition.ConsentTest _ -> rule;
            case Condition.HasIdentifier _, Condition.ReachableBy _ -> rule;
        };
    }

    private static Condition withoutSegments(RandomRules generator) {
        Condition rule;
        do {
            rule = generator.next();
        } while (RuleText.print(rule).contains("segment("));
        return rule;
    }

    private static OrderedSegments ordered(Map<String, Condition> rules) {
        return OrderedSegments.of(rules.entrySet().stream()
                .map(it -> SegmentDefinition.of(it.getKey(), 1, it.getValue()))
                .toList());
    }
}
