package io.tributary.segment.adapter.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.Value;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TypedTermsTest {

    @Test
    void sortsNumbersAsTermsTheWayTheySortAsNumbers() {
        long seed = 42;
        var random = new Random(seed);
        var numbers = IntStream.range(0, 2_000)
                .mapToDouble(it -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20) - 10))
                .sorted()
                .boxed()
                .toList();

        var terms = numbers.stream().map(it -> TypedTerms.number("p", it)).toList();

        assertThat(terms).as("seed %d", seed).isSorted();
        assertThat(TypedTerms.number("p", -0.0)).isEqualTo(TypedTerms.number("p", 0.0));
    }

    @Test
    void keepsATextThatIsNotComposedApartFromItsComposedForm() {
        var terms = TypedTerms.of("p", new Value.Text("Cafe\u0301"));

        assertThat(terms).containsExactly("p\u0001rCafe\u0301", "p\u0001cCaf\u00e9");
        assertThat(TypedTerms.exact("p", new Value.Text("Caf\u00e9"))).isEqualTo("p\u0001sCaf\u00e9");
    }

    @Test
    void keepsLongTextsDifferentWithinTheLengthThatLuceneTakes() {
        var left = TypedTerms.exact("p", new Value.Text("x".repeat(50_000) + "a"));
        var right = TypedTerms.exact("p", new Value.Text("x".repeat(50_000) + "b"));

        assertThat(left).isNotEqualTo(right).hasSizeLessThan(8_000);
    }
}
