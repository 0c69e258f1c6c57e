package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RuleRoundTripTest {

    private static final int TREES = 10_000;
    private static final LocalDate TODAY = LocalDate.parse("2026-03-29");

    @Test
    void readsEveryTreeBackFromItsJson() {
        for (int seed = 0; seed < TREES; seed++) {
            var tree = new RandomRules(new Random(seed), TODAY).anyTree();

            var parse = RuleJson.parse(RuleJson.print(tree));

            assertThat(parse).as("seed %d", seed).isEqualTo(new RuleParse.Parsed(tree));
        }
    }

    @Test
    void readsEveryTreeBackFromItsText() {
        for (int seed = 0; seed < TREES; seed++) {
            var tree = new RandomRules(new Random(seed), TODAY).anyTree();
            var text = RuleText.print(tree);

            var parse = RuleText.parse(text);

            assertThat(parse).as("seed %d: %s", seed, text).isEqualTo(new RuleParse.Parsed(tree));
        }
    }
}
