package io.tributary.bench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.SegmentCatalogue;
import io.tributary.segment.rule.RuleLimits;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HundredRulesTest {

    private static final long NOW = 1_790_000_000_000L;

    private final Lives lives = new Lives(1);

    @Test
    void hasAHundredRulesOfTwoOrThreeConditions() {
        assertThat(HundredRules.texts()).hasSize(100);
        assertThat(HundredRules.conditions()).hasSize(240).doesNotHaveDuplicates();
    }

    @Test
    void hasRulesThatMayBeSaved() {
        assertThat(HundredRules.segments().all())
                .allSatisfy(it -> assertThat(
                                RuleLimits.check(it.rule(), SegmentCatalogue.standard(), LocalDate.of(2026, 11, 1)))
                        .isEmpty());
    }

    @Test
    void makesAnEventOfInterestToEightRules() {
        var segments = HundredRules.segments();
        var random = new SplittableRandom(1);

        double rules = IntStream.range(0, 5_000)
                .mapToObj(it -> Lives.read(lives.next(it, "m" + it, NOW, random)))
                .mapToInt(it -> segments.readersOf(it, Lives.DAYS.zone()).size())
                .average()
                .orElse(0);

        assertThat(rules).isEqualTo(8);
    }

    @Test
    void givesEverybodyTwentyKindsOfEventsAndFourTraits() {
        var state = lives.history("acme", "-", 17, NOW);

        assertThat(state.traits()).hasSize(4);
        assertThat(state.activity().all().stream()
                        .map(it -> it.event() + it.properties().get("category"))
                        .distinct())
                .hasSize(20);
        assertThat(state.activity().all()).hasSizeBetween(45, 50);
    }

    @Test
    void writesEventsAsLargeAsThePrototypes() {
        var random = new SplittableRandom(2);

        double bytes = IntStream.range(0, 200)
                .map(it -> lives.next(it, "run00001-000000000017", NOW, random)
                        .resolved("acme")
                        .getSerializedSize())
                .average()
                .orElse(0);

        assertThat(bytes).isBetween(500.0, 540.0);
    }

    @Test
    void livesTheSameLivesAgain() {
        assertThat(new Lives(1).past(5, NOW)).isEqualTo(lives.past(5, NOW));
        assertThat(new Lives(2).past(5, NOW)).isNotEqualTo(lives.past(5, NOW));
    }
}
