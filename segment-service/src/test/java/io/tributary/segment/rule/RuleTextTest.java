package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country in (\"DE\", \"FR\")",
                "country != \"DE\" and not (plan exists or plan is missing)",
                "trialEndsAt in next 7 days",
                "createdAt in last 30 days",
                "createdAt before 2026-01-01",
                "age(birthday) >= 18",
                "count(\"Order Completed\") >= 2 in last 30 days",
                "count(\"Product Viewed\" where category = \"running\") >= 3 in last 7 days",
                "sum(\"Order Completed\".revenue) >= 1000 in last 90 days",
                "days(\"Page Viewed\") >= 5 in last 14 days",
                "count(\"Order Completed\") = 0 between 90 and 30 days ago",
                "count(\"Order Completed\") >= 1 since 2026-01-01",
                "count(\"Order Completed\") >= 1 in last 36 hours",
                "avg(\"Order Completed\".products.price where currency = \"EUR\") > 12.5 ever",
                "first(\"Order Completed\") in last 30 days",
                "latest(\"Page Viewed\") before 2026-01-01",
                "did \"A\" then \"B\" where x starts with \"y\" then \"C\" within 30 days same sku in last 90 days",
                "did \"A\" then not \"B\" within 2 hours in last 3 days",
                "segment(\"loyal\")",
                "score(\"churn\") >= 0.7",
                "consent(\"email_marketing\") = granted",
                "has identifier email",
                "reachable by email",
                "`first name` contains \"An\" and `in` = true",
                "`group.plan` not in (\"free\", 2)"
            })
    void printsWhatItReads(String text) {
        var parsed = (RuleParse.Parsed) RuleText.parse(text);

        var printed = RuleText.print(parsed.condition());

        assertThat(printed).isEqualTo(text.replace("`group.plan`", "group.plan"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "country =| 9|value-expected",
                "country ~ 3| 8|unreadable",
                "country equals \"DE\"| 8|unknown-operator",
                "count(\"A\") >= 1| 15|window-expected",
                "count(A) >= 1 ever| 6|expected",
                "country = \"DE\" plan = \"pro\"| 15|unexpected",
                "(country = \"DE\"| 15|expected",
                "count = 3| 6|expected",
                "last = 3| 0|condition-expected",
                "country in \"DE\"| 11|expected",
                "country contains 3| 8|operand-type",
                "count(\"A\") >= 1 in last 3 moons| 26|duration-expected",
                "''| 0|condition-expected"
            })
    void namesThePositionOfTheFirstError(String text, int position, String rule) {
        var parse = RuleText.parse(text);

        assertThat(parse)
                .isInstanceOfSatisfying(
                        RuleParse.Invalid.class,
                        it -> assertThat(it.errors())
                                .first()
                                .extracting(RuleError::position, RuleError::rule)
                                .containsExactly(position, rule));
    }

    @Test
    void saysTheSameAsJson() {
        var json =
                "{\"all\":[{\"event\":\"Order Completed\",\"measure\":{\"sum\":\"revenue\"},\"op\":\"gte\",\"value\":1000,"
                        + "\"window\":{\"last\":\"90d\"}},{\"not\":{\"trait\":\"country\",\"op\":\"in\",\"value\":[\"DE\",\"FR\"]}}]}";

        var fromText = RuleText.parse(
                "sum(\"Order Completed\".revenue) >= 1000 in last 90 days and not country in (\"DE\", \"FR\")");

        assertThat(fromText).isEqualTo(RuleJson.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
