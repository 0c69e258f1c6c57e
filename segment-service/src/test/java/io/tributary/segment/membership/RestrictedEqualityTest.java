package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.Identifier;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.preview.People;
import io.tributary.segment.preview.StateJudging;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Restricted people over random rules and histories: in nothing meanwhile, and afterwards where they would be anyway. */
class RestrictedEqualityTest {

    private static final int SEEDS = 1_000;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-03-29T03:30:00Z");

    @Test
    void isInNothingMeanwhileAndAfterwardsWhereItWouldBeAnyway() {
        int left = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            long now = NOW.toEpochMilli() + random.nextInt(86_400) * 1_000L;
            var rule = rule(random);
            var days = new Days(ZONE);
            var person = RandomPerson.of(random, Instant.ofEpochMilli(now), ZONE);
            var free = person.delivered(random, days, now);
            var restricted = ProfileState.decode(free.encode(days));
            var evaluator = new Evaluator(
                    OrderedSegments.of(List.of(
                            SegmentDefinition.of("rule", 1, rule),
                            SegmentDefinition.of("others", 1, new Condition.Not(rule)))),
                    ZONE);
            evaluator.all(free, now, new Cause.Audit());
            evaluator.all(restricted, now, new Cause.Audit());
            var before = Members.of(restricted);

            restrict(restricted, 2, true);
            var exits = evaluator.all(restricted, now, new Cause.Contact()).changes();
            long later = now + random.nextInt(40 * 86_400) * 1_000L;
            var meanwhile = evaluator.passTime(restricted, later).changes();

            assertThat(exits.stream().map(MembershipChange::segment).collect(Collectors.toSet()))
                    .as("seed %d", seed)
                    .isEqualTo(before);
            assertThat(exits).allSatisfy(it -> {
                assertThat(it.member()).isFalse();
                assertThat(it.cause()).isEqualTo(new Cause.Restricted());
            });
            assertThat(meanwhile).as("seed %d", seed).isEmpty();
            assertThat(Members.of(restricted)).as("seed %d", seed).isEmpty();
            assertThat(StateJudging.holds(restricted, new People.Question(rule, Instant.ofEpochMilli(later), ZONE)))
                    .as("seed %d", seed)
                    .isFalse();

            restrict(restricted, 3, false);
            evaluator.all(restricted, later, new Cause.Contact());
            evaluator.passTime(free, later);
            evaluator.all(free, later, new Cause.Audit());

            assertThat(Members.of(restricted)).as("seed %d lifted", seed).isEqualTo(Members.of(free));
            left += before.size();
        }
        assertThat(left).as("people who had something to leave").isEqualTo(SEEDS);
    }

    private static Condition rule(Random random) {
        var generator = new RandomRules(random, NOW.atZone(ZONE).toLocalDate());
        Condition rule;
        do {
            rule = generator.next();
        } while (!Reads.of(rule).segments().isEmpty());
        return Objects.requireNonNull(rule);
    }

    private static void restrict(ProfileState state, long version, boolean restricted) {
        List<Identifier> identifiers = state.identifiers();
        Map<String, Boolean> consents = new TreeMap<>(state.consents());
        state.contact(version, identifiers, consents, restricted);
    }
}
