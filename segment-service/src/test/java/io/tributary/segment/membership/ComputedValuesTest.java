package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.interval.Days;
import io.tributary.segment.interval.Intervals;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Figure;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.NamedFigures;
import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Numbers of computed traits against the naive reading of raw events, over random measures, histories and instants. */
class ComputedValuesTest {

    private static final int SEEDS = 3_000;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));
    private static final Instant AROUND = Instant.parse("2026-03-29T03:30:00Z");

    /** Everything that one seed draws. */
    private static final class Case {
        private final int seed;
        private final Random random;
        private final ZoneId zone;
        private final long now;
        private final Figure figure;
        private final RandomPerson person;
        private final ProfileState state;

        Case(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.zone = ZONES.get(random.nextInt(ZONES.size()));
            this.now = AROUND.toEpochMilli() + random.nextInt(4 * 86_400) * 1_000L;
            var today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
            this.figure = new RandomRules(random, today).figure();
            this.person = RandomPerson.of(random, Instant.ofEpochMilli(now), zone);
            var days = new Days(zone);
            this.state = ProfileState.decode(person.delivered(random, days, now).encode(days));
        }

        OptionalDouble naive(long at) {
            return new NaiveEvaluator(person.history(), person.person(), Map.of(), zone, at)
                    .number(figure.event(), figure.measure(), figure.window());
        }

        Evaluator evaluator(int version) {
            return new Evaluator(
                    OrderedSegments.of(List.of(), List.of(new TraitDefinition("trait", version, figure))), zone);
        }

        String words(long at) {
            return "seed %d at %s in %s, %s of %s"
                    .formatted(seed, Instant.ofEpochMilli(at), zone, RuleText.print(figure), person.history());
        }
    }

    @Test
    void isTheNumberThatTheRawEventsSayAndChangesAtTheNextBoundOnly() {
        var tried = new TreeMap<String, Integer>();
        int bounds = 0;
        int numbers = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var it = new Case(seed);
            tried.merge(it.figure.measure().getClass().getSimpleName(), 1, Integer::sum);
            var steps = new Validity(it.state, OrderedSegments.NONE, it.zone).figure(it.figure);
            long at = it.now + it.random.nextInt(450 * 86_400) * 1_000L;
            for (long instant : List.of(it.now, at)) {
                assertSame(steps.at(instant), it.naive(instant), it, instant);
                numbers += Double.isNaN(steps.at(instant)) || steps.at(instant) == 0 ? 0 : 1;
            }
            long bound = steps.nextBound(it.now);
            if (bound == Intervals.FOR_EVER) {
                assertSame(steps.at(it.now), it.naive(at), it, at);
                continue;
            }
            bounds++;
            long between = it.now + (long) (it.random.nextDouble() * (bound - it.now));
            assertSame(steps.at(it.now), it.naive(between), it, between);
            assertSame(steps.at(it.now), it.naive(bound - 1), it, bound - 1);
            assertSame(steps.at(bound), it.naive(bound), it, bound);
            assertThat(it.naive(bound)).as("%s", it.words(bound)).isNotEqualTo(it.naive(it.now));
            assertThat(steps.since(bound)).as("%s", it.words(bound)).isEqualTo(bound);
        }

        assertThat(bounds).as("numbers that change by time").isGreaterThan(SEEDS / 5);
        assertThat(numbers).as("numbers other than zero").isGreaterThan(SEEDS / 3);
        assertThat(tried.keySet()).containsExactlyInAnyOrder("Count", "Days", "Sum", "Avg", "Min", "Max", "Distinct");
    }

    @Test
    void comesToTheSameByPassingTimeAsByJudgingOnce() {
        int moved = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var it = new Case(seed);
            var days = new Days(it.zone);
            var once = ProfileState.decode(it.state.encode(days));
            long later = it.now + it.random.nextInt(60 * 86_400) * 1_000L;

            it.evaluator(1).all(it.state, it.now, new Cause.Audit());
            var first = it.state.computed().get("trait");
            it.evaluator(1).passTime(it.state, later);
            it.evaluator(1).all(once, later, new Cause.Audit());

            var passed = ProfileState.decode(it.state.encode(days)).computed().get("trait");
            var judged = once.computed().get("trait");
            assertSame(passed == null ? Double.NaN : passed.value(), it.naive(later), it, later);
            assertThat(passed == null ? null : passed.value())
                    .as("seed %d", seed)
                    .isEqualTo(judged == null ? null : judged.value());
            assertThat(it.state.nextChange()).as("seed %d", seed).isGreaterThan(later);
            if (passed != null && first != null && passed.value() != first.value()) {
                moved++;
                assertThat(passed.since()).as("seed %d", seed).isBetween(it.now + 1, later);
                assertSame(passed.value(), it.naive(passed.since()), it, passed.since());
                assertThat(it.naive(passed.since() - 1)).as("seed %d", seed).isNotEqualTo(it.naive(passed.since()));
            }
        }
        assertThat(moved).as("numbers that moved").isGreaterThan(SEEDS / 20);
    }

    @Test
    void meansInRulesWhatATraitOfThatNumberWould() {
        int held = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var it = new Case(seed);
            var generator = new RandomRules(
                    it.random, Instant.ofEpochMilli(it.now).atZone(it.zone).toLocalDate());
            var written = new Condition.TraitTest(new PropertyPath("trait"), generator.anyTraitTest());
            var names = new NamedFigures(Map.of("trait", it.figure), Set.of());
            if (!names.misused(written).isEmpty()) {
                continue;
            }
            long at = it.now + it.random.nextInt(30 * 86_400) * 1_000L;
            var number = it.naive(at);
            List<Value> values = number.isPresent() ? List.of(new Value.Numeric(number.getAsDouble())) : List.of();
            boolean expected = ValueTests.pass(written.test(), values, it.zone);

            boolean holds = new Validity(it.state, OrderedSegments.NONE, it.zone)
                    .of(names.meaning(written))
                    .contains(at);

            assertThat(holds)
                    .as("%s, %s", RuleText.print(written), it.words(at))
                    .isEqualTo(expected);
            held += expected ? 1 : 0;
        }
        assertThat(held).as("comparisons that held").isGreaterThan(SEEDS / 20);
    }

    @Test
    void isKeptAsItWasWhileThePersonIsRestricted() {
        int kept = 0;
        for (int seed = 0; seed < 500; seed++) {
            var it = new Case(seed);
            it.evaluator(1).all(it.state, it.now, new Cause.Audit());
            var before = Map.copyOf(it.state.computed());
            long later = it.now + 90 * 86_400_000L;

            it.state.contact(2, List.of(), Map.of(), true);
            it.evaluator(1).all(it.state, it.now, new Cause.Contact());
            it.evaluator(1).passTime(it.state, later);
            var meanwhile = Map.copyOf(it.state.computed());
            it.state.contact(3, List.of(), Map.of(), false);
            it.evaluator(1).all(it.state, later, new Cause.Contact());

            assertThat(meanwhile).as("seed %d", seed).isEqualTo(before);
            var after = it.state.computed().get("trait");
            assertSame(after == null ? Double.NaN : after.value(), it.naive(later), it, later);
            kept += before.size();
        }
        assertThat(kept).isGreaterThan(250);
    }

    @Test
    void followsARevisionAndGoesWithTheTrait() {
        var it = new Case(7);
        it.evaluator(1).all(it.state, it.now, new Cause.Audit());
        var other = ((FigureParse.Parsed) RuleText.parseFigure("count(\"Page Viewed\") ever")).figure();

        new Evaluator(OrderedSegments.of(List.of(), List.of(new TraitDefinition("trait", 2, other))), it.zone)
                .all(it.state, it.now, new Cause.Definition());
        var revised = it.state.computed().get("trait");
        new Evaluator(OrderedSegments.NONE, it.zone).all(it.state, it.now, new Cause.Definition());

        assertThat(revised).isNotNull().extracting(ComputedValue::version).isEqualTo(2);
        assertThat(it.state.computed()).isEmpty();
    }

    private static void assertSame(double number, OptionalDouble naive, Case it, long at) {
        double expected = naive.orElse(Double.NaN);
        // The description costs more than the check.
        if (Double.compare(number, expected) != 0) {
            assertThat(number).as("%s", it.words(at)).isEqualTo(expected);
        }
    }
}
