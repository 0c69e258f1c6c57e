package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.interval.Days;
import io.tributary.segment.registry.StageRules;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stages of a set over random rules, histories and time: everybody is in the first stage whose own rule holds. */
class ExactlyOneStageTest {

    private static final int SEEDS = 1_000;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-29T03:30:00Z");

    @Test
    void isTheFirstWhoseOwnRuleHolds() {
        var places = new HashMap<Integer, Integer>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            long now = NOW.toEpochMilli() + random.nextInt(86_400) * 1_000L;
            var own = rules(random);
            var person = RandomPerson.of(random, Instant.ofEpochMilli(now), ZONE);
            var state = person.delivered(random, new Days(ZONE), now);

            new Evaluator(stages(own), ZONE).all(state, now, new Cause.Audit());

            int expected = firstThatHolds(own, person, now);
            assertThat(Members.of(state))
                    .as(
                            "seed %d, rules %s",
                            seed, own.stream().map(RuleText::print).toList())
                    .isEqualTo(Set.of("s" + expected));
            places.merge(expected == own.size() ? -1 : expected, 1, Integer::sum);
        }
        assertThat(places.keySet()).as("places in which people were found").contains(-1, 0, 1, 2);
        assertThat(places.values()).allMatch(it -> it < SEEDS * 3 / 4);
    }

    @Test
    void leavesOneAndEntersTheNextAtTheSameInstantAsTimePasses() {
        int moves = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            long now = NOW.toEpochMilli();
            var own = rules(random);
            var state = RandomPerson.of(random, NOW, ZONE).delivered(random, new Days(ZONE), now);
            var evaluator = new Evaluator(stages(own), ZONE);
            evaluator.all(state, now, new Cause.Audit());

            for (int bounds = 0; bounds < 30 && state.nextChange() < now + 60 * 86_400_000L; bounds++) {
                var changes = evaluator.passTime(state, state.nextChange()).changes();
                assertThat(Members.of(state)).as("seed %d", seed).hasSize(1);
                assertOneMove(changes, seed);
                moves += changes.size() / 2;
            }
        }
        assertThat(moves).as("moves from stage to stage").isGreaterThan(SEEDS / 4);
    }

    private static void assertOneMove(List<MembershipChange> changes, int seed) {
        if (!changes.isEmpty()) {
            assertThat(changes).as("seed %d", seed).hasSize(2);
            assertThat(changes)
                    .as("seed %d", seed)
                    .extracting(MembershipChange::member)
                    .containsExactlyInAnyOrder(true, false);
            assertThat(changes.getFirst().since())
                    .as("seed %d", seed)
                    .isEqualTo(changes.getLast().since());
        }
    }

    private static int firstThatHolds(List<Condition> own, RandomPerson person, long now) {
        for (int i = 0; i < own.size(); i++) {
            if (new NaiveEvaluator(person.history(), person.person(), Map.of(), ZONE, now).holds(own.get(i))) {
                return i;
            }
        }
        return own.size();
    }

    private static List<Condition> rules(Random random) {
        var generator = new RandomRules(random, NOW.atZone(ZONE).toLocalDate());
        var own = new ArrayList<Condition>();
        for (int left = 1 + random.nextInt(4); left > 0; ) {
            var rule = generator.next();
            if (Reads.of(rule).segments().isEmpty()) {
                own.add(rule);
                left--;
            }
        }
        return own;
    }

    private static OrderedSegments stages(List<Condition> own) {
        var definitions = new ArrayList<SegmentDefinition>();
        for (var rule : StageRules.exclusive(own)) {
            definitions.add(SegmentDefinition.of("s" + definitions.size(), 1, rule));
        }
        return OrderedSegments.of(definitions);
    }
}
