package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleLimitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "count(\"A\") >= 1 in last 401 days|/window|window-length",
                "count(\"A\") >= 1 in last 0 days|/window|window-length",
                "count(\"A\") >= 1 in last 73 hours|/window|window-length",
                "count(\"A\") >= 1 between 30 and 30 days ago|/window|window-order",
                "count(\"A\") >= 1 since 2024-01-01|/window|window-length",
                "did \"A\" then \"B\" within 401 days ever|/within|span-length",
                "did \"A\" then not \"B\" within 401 days ever|/within|span-length",
                "did \"A\" then not \"B\" within 3 days in last 2 days|/within|never-true",
                "did \"A\" then not \"B\" within 31 days between 30 and 10 days ago|/within|never-true",
                "count(\"A\" where secret = 1) >= 1 ever|/where/0|undeclared-property",
                "sum(\"A\".secret) >= 1 ever|/measure|undeclared-property"
            })
    void refusesWhatNoEngineCouldKeepExact(String text, String pointer, String rule) {
        var condition = ((RuleParse.Parsed) RuleText.parse(text)).condition();

        var errors = RuleLimits.check(
                condition, (event, property) -> !property.text().equals("secret"), LocalDate.parse("2026-03-29"));

        assertThat(errors).extracting(RuleError::pointer, RuleError::rule).contains(tuple(pointer, rule));
    }

    @Test
    void refusesTreesThatAreTooLargeOrTooDeep() {
        Condition deep = new Condition.SegmentRef("s");
        for (int i = 0; i < 12; i++) {
            deep = new Condition.Not(deep);
        }
        var large = new Condition.Any(Collections.nCopies(200, new Condition.SegmentRef("s")));

        assertThat(RuleLimits.check(deep)).extracting(RuleError::rule).containsExactly("too-deep");
        assertThat(RuleLimits.check(large)).extracting(RuleError::rule).containsExactly("too-many-nodes");
    }

    @Test
    void allowsStepsInOrderAsFarBackAsEventsAreKept() {
        var rules = List.of(
                "score(\"churn\") >= 0.7",
                "did \"A\" then not \"B\" within 2 hours in last 3 days",
                "did \"A\" then \"B\" within 20 hours in last 72 hours",
                "did \"A\" then \"B\" within 30 days ever",
                "did \"A\" then \"B\" then \"C\" within 400 days in last 400 days",
                "did \"A\" then not \"B\" within 30 days between 90 and 30 days ago",
                "did \"A\" then \"B\" within 1 day in last 3 days");

        for (var rule : rules) {
            assertThat(RuleLimits.check(((RuleParse.Parsed) RuleText.parse(rule)).condition()))
                    .as(rule)
                    .isEmpty();
        }
    }
}
