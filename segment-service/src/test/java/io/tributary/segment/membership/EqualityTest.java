package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine against the naive reading, over random rules, histories and instants, clock changes and leap days included. */
class EqualityTest {

    private static final int RULES = 2_000;
    private static final int PEOPLE = 20;

    private record Place(ZoneId zone, Instant around) {
        static Place of(String zone, String around) {
            return new Place(ZoneId.of(zone), Instant.parse(around));
        }
    }

    private static final List<Place> PLACES = List.of(
            Place.of("UTC", "2011-12-09T20:00:00Z"),
            Place.of("Europe/Berlin", "2026-03-29T03:30:00Z"),
            Place.of("Europe/Berlin", "2026-10-25T01:15:00Z"),
            Place.of("Asia/Kolkata", "2026-06-30T18:30:00Z"),
            Place.of("Pacific/Apia", "2011-12-30T10:00:00Z"),
            Place.of("America/New_York", "2028-02-29T05:00:00Z"));

    @Test
    void judgesLikeTheRawEventsSay() {
        var hits = new Hits();
        int held = 0;
        int checks = 0;
        int undecided = 0;
        for (int seed = 0; seed < RULES; seed++) {
            var random = new Random(seed);
            var place = PLACES.get(random.nextInt(PLACES.size()));
            long now = place.around().toEpochMilli() + random.nextInt(4 * 86_400) * 1_000L;
            var rules = rules(random, now, place.zone());
            var rule = Objects.requireNonNull(rules.get("rule"));
            hits.rule(rule);
            var seen = new ArrayList<Boolean>();
            for (int i = 0; i < PEOPLE; i++) {
                var person = RandomPerson.of(random, Instant.ofEpochMilli(now), place.zone());
                var days = new Days(place.zone());
                var state =
                        ProfileState.decode(person.delivered(random, days, now).encode(days));
                var intervals = new Validity(state, ordered(rules), place.zone()).ofSegment("rule");
                for (long at : instants(random, now, intervals.nextBound(now), place)) {
                    hits.life(rule, person.history(), at, place.zone());
                    boolean expected =
                            new NaiveEvaluator(person.history(), person.person(), rules, place.zone(), at).holds(rule);
                    seen.add(expected);
                    held += expected ? 1 : 0;
                    checks++;
                    // The description costs more than the check.
                    if (intervals.contains(at) == expected) {
                        continue;
                    }
                    assertThat(intervals.contains(at))
                            .as(
                                    "seed %d, person %d, at %s in %s, rule %s, history %s, person %s",
                                    seed,
                                    i,
                                    Instant.ofEpochMilli(at),
                                    place.zone(),
                                    RuleText.print(rule),
                                    person.history(),
                                    person.person())
                            .isEqualTo(expected);
                }
            }
            undecided += Set.copyOf(seen).size() == 2 ? 1 : 0;
        }

        System.out.printf("%,d rules, %,d neither always true nor always false; %s%n", RULES, undecided, hits);
        // A generator that only makes rules that are always true or always false would prove nothing.
        assertThat(undecided)
                .as("rules that are neither always true nor always false; %s", hits)
                .isGreaterThan(RULES / 2);
        assertThat(held).isBetween(checks / 5, checks * 4 / 5);
        assertThat(hits.missed())
                .as("of the language, what was not tried; %s", hits)
                .isEmpty();
    }

    @Test
    void reachesTheSameStandingsByPassingTimeAsByJudgingOnce() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var place = PLACES.get(random.nextInt(PLACES.size()));
            long now = place.around().toEpochMilli();
            var segments = ordered(rules(random, now, place.zone()));
            var days = new Days(place.zone());
            var state = RandomPerson.of(random, place.around(), place.zone()).delivered(random, days, now);
            var evaluator = new Evaluator(segments, place.zone());
            long later = now + random.nextInt(60 * 86_400) * 1_000L;
            var once = ProfileState.decode(state.encode(days));

            evaluator.all(state, now, new Cause.Audit());
            var changes = evaluator.passTime(state, later).changes();
            evaluator.all(once, later, new Cause.Audit());

            assertThat(Members.of(state)).as("seed %d", seed).isEqualTo(Members.of(once));
            for (var key : List.of("rule", "loyal", "lost")) {
                var own =
                        changes.stream().filter(it -> it.segment().equals(key)).toList();
                for (int i = 1; i < own.size(); i++) {
                    assertThat(own.get(i).member())
                            .as("seed %d alternates", seed)
                            .isNotEqualTo(own.get(i - 1).member());
                    assertThat(own.get(i).since())
                            .as("seed %d rises", seed)
                            .isGreaterThan(own.get(i - 1).since());
                }
            }
        }
    }

    @Test
    void reachesTheSameStandingsEventByEventAsByJudgingOnce() {
        int judged = 0;
        int events = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var place = PLACES.get(random.nextInt(PLACES.size()));
            long now = place.around().toEpochMilli();
            var segments = ordered(rules(random, now, place.zone()));
            var days = new Days(place.zone());
            var person = RandomPerson.of(random, place.around(), place.zone());
            var state = new ProfileState("acme", "anna", 0);
            person.tellTheRest(state);
            var evaluator = new Evaluator(segments, days);
            evaluator.all(state, now, new Cause.Audit());
            for (var facts : person.facts(random, now)) {
                state.apply(facts, days, now);
                evaluator.readersOf(facts, state, now, new Cause.Event(facts.messageId()));
                judged += segments.readersOf(facts, place.zone()).size();
                events++;
            }
            var once = ProfileState.decode(state.encode(days));
            evaluator.all(once, now, new Cause.Audit());

            assertThat(Members.of(state)).as("seed %d", seed).isEqualTo(Members.of(once));
            assertThat(state.nextChange()).as("seed %d", seed).isLessThanOrEqualTo(once.nextChange());
        }
        assertThat(judged).as("not all are judged, nor none").isBetween(events / 10, events * 2);
    }

    private static Map<String, Condition> rules(Random random, long now, ZoneId zone) {
        var today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
        var generator = new RandomRules(random, today);
        Condition loyal;
        do {
            loyal = generator.next();
        } while (!Reads.of(loyal).segments().isEmpty());
        Condition lost;
        do {
            lost = generator.next();
        } while (Reads.of(lost).segments().contains("lost"));
        return Map.of("loyal", loyal, "lost", lost, "rule", generator.next());
    }

    private static OrderedSegments ordered(Map<String, Condition> rules) {
        return OrderedSegments.of(rules.entrySet().stream()
                .map(it -> SegmentDefinition.of(it.getKey(), 1, it.getValue()))
                .toList());
    }

    private static List<Long> instants(Random random, long now, long bound, Place place) {
        var instants = new ArrayList<>(List.of(now, now + random.nextInt(5 * 86_400) * 1_000L));
        instants.add(now + random.nextInt(450 * 86_400) * 1_000L);
        instants.add(Instant.ofEpochMilli(now)
                                .atZone(place.zone())
                                .toLocalDate()
                                .plusDays(1 + random.nextInt(40))
                                .atStartOfDay(place.zone())
                                .toEpochSecond()
                        * 1_000L
                - random.nextInt(2));
        // A bound that a state that knows no raw events could get wrong by a millisecond.
        if (bound < now + 500 * 86_400_000L) {
            instants.add(bound);
            instants.add(Math.max(now, bound - 1));
        }
        return instants;
    }
}
