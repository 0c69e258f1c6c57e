package io.tributary.segment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.Canonical;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StageRulesTest {

    @Test
    void takesFromEachStageWhomThoseBeforeItHave() {
        var exclusive = StageRules.exclusive(List.of(rule("plan = \"pro\""), rule("country = \"DE\" and visits > 3")));

        assertThat(exclusive.stream().map(RuleText::print))
                .containsExactly(
                        "plan = \"pro\"",
                        "not plan = \"pro\" and country = \"DE\" and visits > 3",
                        "not (plan = \"pro\" or (country = \"DE\" and visits > 3))");
    }

    @Test
    void givesBackWhatTheAuthorWrote() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var generator = new RandomRules(random, LocalDate.of(2026, 3, 29));
            var own = new ArrayList<Condition>();
            for (int left = 1 + random.nextInt(5); left > 0; left--) {
                own.add(generator.anyTree());
            }

            var exclusive = StageRules.exclusive(own);

            for (int place = 0; place < own.size(); place++) {
                var derived = exclusive.get(place);
                assertThat(Canonical.of(derived))
                        .as("seed %d is canonical", seed)
                        .isEqualTo(derived);
                assertThat(StageRules.own(place, derived)).as("seed %d", seed).isEqualTo(own.get(place));
            }
        }
    }

    @Test
    void givesBackARuleThatEverybodyMeets() {
        var everybody = new Condition.All(List.of());

        var exclusive = StageRules.exclusive(List.of(rule("plan = \"pro\""), everybody));

        assertThat(StageRules.own(1, exclusive.get(1))).isEqualTo(everybody);
    }

    private static Condition rule(String text) {
        return ((RuleParse.Parsed) RuleText.parse(text)).condition();
    }
}
