package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the names of computed traits mean in rules. */
class NamedFiguresTest {

    private static final NamedFigures NAMES = new NamedFigures(
            Map.of(
                    "orders",
                    figure("count(\"Order Completed\") ever"),
                    "spent",
                    figure("avg(\"Order Completed\".revenue) ever")),
            Set.of("former"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders >= 2 | count(\"Order Completed\") >= 2 ever",
                "orders in (1, 2) | count(\"Order Completed\") = 1 ever or count(\"Order Completed\") = 2 ever",
                "orders not in (1, 2) | count(\"Order Completed\") != 1 ever and count(\"Order Completed\") != 2 ever",
                "spent exists | avg(\"Order Completed\".revenue) >= 0 ever or avg(\"Order Completed\".revenue) < 0 ever",
                "spent is missing | not (avg(\"Order Completed\".revenue) >= 0 ever or avg(\"Order Completed\".revenue) < 0 ever)",
                "country = \"DE\" and not orders = 0 | country = \"DE\" and not count(\"Order Completed\") = 0 ever",
                "country = \"DE\" or orders in (1) | country = \"DE\" or count(\"Order Completed\") = 1 ever"
            })
    void areTheComparisonsOfTheirMeasure(String written, String meaning) {
        assertThat(NAMES.misused(rule(written))).isEmpty();
        assertThat(RuleText.print(NAMES.meaning(rule(written)))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders = \"two\"",
                "orders in (1, \"two\")",
                "orders != true",
                "orders contains \"1\"",
                "orders starts with \"1\"",
                "orders before 2026-01-01",
                "orders in last 30 days",
                "age(orders) >= 18"
            })
    void refuseWhatComparesNoNumbers(String written) {
        assertThat(NAMES.misused(rule("country = \"DE\" and not " + written)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.rule()).isEqualTo("operand-type");
                    assertThat(it.pointer()).isEqualTo("/all/1/not");
                    assertThat(it.message()).contains("\"orders\"");
                });
    }

    @Test
    void refuseANameThatIsRetired() {
        assertThat(NAMES.misused(rule("former >= 1")))
                .singleElement()
                .extracting(RuleError::rule)
                .isEqualTo("retired-trait");
    }

    @Test
    void refuseARuleThatIsTooLargeWithWhatItMeans() {
        var many = IntStream.rangeClosed(1, RuleLimits.MAX_NODES)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));

        assertThat(RuleLimits.check(rule("orders in (" + many + ")"))).isEmpty();
        assertThat(NAMES.misused(rule("orders in (" + many + ")")))
                .singleElement()
                .extracting(RuleError::rule)
                .isEqualTo("too-many-nodes");
    }

    @Test
    void leaveOtherTraitsAlone() {
        var rule = rule("ordersTotal >= 2 and segment(\"orders\") and score(\"spent\") >= 1");

        assertThat(NAMES.meaning(rule)).isEqualTo(rule);
        assertThat(NAMES.misused(rule("ordersTotal = \"two\""))).isEmpty();
        assertThat(NamedFigures.in(rule)).containsExactly("ordersTotal");
    }

    private static Condition rule(String text) {
        return ((RuleParse.Parsed) RuleText.parse(text)).condition();
    }

    private static Figure figure(String text) {
        return ((FigureParse.Parsed) RuleText.parseFigure(text)).figure();
    }
}
