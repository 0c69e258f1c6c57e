package io.tributary.bench.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void asksNoShapeTwiceWithTheSameConstants(Shape shape) {
        assertThat(IntStream.range(0, Shape.RULES).mapToObj(it -> shape.rule(it, "base")))
                .doesNotHaveDuplicates();
    }

    @Test
    void refersToTheGivenSegment() {
        assertThat(Shape.NESTED.rule(1, "base-300")).startsWith("segment(\"base-300\") and ");
    }

    @Test
    void publishesRulesThatDiffer() {
        var rules = LiveRules.many("many", 100);

        assertThat(rules).hasSize(100).containsKeys("many-000", "many-099");
        assertThat(rules.values()).doesNotHaveDuplicates();
    }
}
