package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Measures that stand alone, in both spellings. */
class FigureTest {

    @Test
    void readsWhatItWritesInBothSpellings() {
        for (int seed = 0; seed < 2_000; seed++) {
            var figure = new RandomRules(new Random(seed), LocalDate.of(2026, 3, 10)).figure();

            assertThat(RuleText.parseFigure(RuleText.print(figure)))
                    .as("seed %d", seed)
                    .isEqualTo(new FigureParse.Parsed(figure));
            assertThat(RuleJson.parseFigure(RuleJson.print(figure)))
                    .as("seed %d", seed)
                    .isEqualTo(new FigureParse.Parsed(figure));
        }
    }

    @Test
    void isSpelledAsInRules() {
        var text = "sum(\"Order Completed\".revenue where category = \"running\") in last 90 days";

        var figure = parsed(text);

        assertThat(RuleText.print(figure)).isEqualTo(text);
        assertThat(new String(RuleJson.print(figure), StandardCharsets.UTF_8))
                .isEqualTo("{\"event\":\"Order Completed\",\"where\":[{\"property\":\"category\",\"op\":\"eq\","
                        + "\"value\":\"running\"}],\"measure\":{\"sum\":\"revenue\"},\"window\":{\"last\":\"90d\"}}");
        assertThat(RuleText.print(figure.compared(Operator.GTE, 100)))
                .isEqualTo("sum(\"Order Completed\".revenue where category = \"running\") >= 100 in last 90 days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest(\"Order Completed\") ever",
                "first(\"Order Completed\") in last 30 days",
                "did \"A\" then \"B\" within 2 hours in last 3 days",
                "country",
                "age(birthday)",
                "segment(\"loyal\")",
                ""
            })
    void refusesWhatIsNoNumberAndSaysWhatIs(String text) {
        assertThat(RuleText.parseFigure(text)).isInstanceOfSatisfying(FigureParse.Invalid.class, it -> {
            assertThat(it.errors().getFirst().rule()).isEqualTo("not-a-measure");
            assertThat(it.errors().getFirst().message()).contains("count, days, sum, avg, min, max or distinct");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count(\"A\") >= 2 in last 30 days | window-expected",
                "count(\"A\") | window-expected",
                "count(\"A\") ever and country = \"DE\" | unexpected",
                "sum(\"A\") ever | unexpected-token"
            })
    void refusesComparisonsAndHalfMeasures(String text, String rule) {
        assertThat(RuleText.parseFigure(text))
                .isInstanceOfSatisfying(
                        FigureParse.Invalid.class,
                        it -> assertThat(it.errors()).singleElement().satisfies(error -> {
                            assertThat(error.position()).isNotNegative();
                            if (!rule.equals("unexpected-token")) {
                                assertThat(error.rule()).isEqualTo(rule);
                            }
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"latest\":\"A\",\"window\":{\"ever\":true}} | not-a-measure",
                "{\"event\":\"A\",\"notFollowedBy\":\"B\",\"within\":\"2h\",\"window\":{\"ever\":true}} | not-a-measure",
                "{\"trait\":\"country\"} | not-a-measure",
                "7 | not-a-measure",
                "{\"event\":\"A\",\"measure\":\"count\",\"op\":\"gte\",\"value\":1,\"window\":{\"ever\":true}} | unknown-key",
                "{\"event\":\"A\",\"measure\":\"median\",\"window\":{\"ever\":true}} | unknown-measure",
                "{\"event\":\"A\",\"measure\":\"count\"} | window-expected"
            })
    void refusesTreesThatAreNoMeasure(String json, String rule) {
        assertThat(RuleJson.parseFigure(JsonMapper.shared().readTree(json)))
                .isInstanceOfSatisfying(
                        FigureParse.Invalid.class,
                        it -> assertThat(it.errors().getFirst().rule()).isEqualTo(rule));
    }

    private static Figure parsed(String text) {
        return ((FigureParse.Parsed) RuleText.parseFigure(text)).figure();
    }
}
