package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RandomRules;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PossibleTruthTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan = \"pro\" and not (plan = \"pro\")",
                "plan exists and plan is missing",
                "plan = \"pro\" and plan is missing",
                "age(birthday) >= 18 and birthday is missing",
                "count(\"Order Completed\") >= 5 in last 30 days and count(\"Order Completed\") < 5 in last 30 days",
                "count(\"Order Completed\") > 2 in last 30 days and count(\"Order Completed\") < 3 in last 30 days",
                "count(\"Order Completed\") < 0 ever",
                "score(\"churn\") > 0.7 and score(\"churn\") <= 0.7",
                "consent(\"news\") = granted and consent(\"news\") = denied",
                "avg(\"Order Completed\".revenue) > 9 in last 30 days and avg(\"Order Completed\".revenue) < 9 in last 30 days"
            })
    void knowsWhatNobodyCanFulfil(String rule) {
        assertThat(PossibleTruth.of(parsed(rule))).isEqualTo(new PossibleTruth(false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan exists or plan is missing",
                "count(\"Order Completed\") >= 0 in last 30 days",
                "count(\"Order Completed\") >= 3 ever or count(\"Order Completed\") < 3 ever",
                "count(\"Order Completed\") != 1.5 ever",
                "plan = \"pro\" or not (plan = \"pro\" and country = \"DE\")",
                "not (plan = \"pro\" and plan is missing)"
            })
    void knowsWhatEverybodyFulfils(String rule) {
        assertThat(PossibleTruth.of(parsed(rule))).isEqualTo(new PossibleTruth(true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A missing score makes both false.
                "score(\"churn\") > 0.7 or score(\"churn\") <= 0.7",
                "consent(\"news\") = granted or consent(\"news\") = denied",
                "avg(\"Order Completed\".revenue) > 9 ever or avg(\"Order Completed\".revenue) <= 9 ever",
                "count(\"Order Completed\") >= 5 in last 30 days and count(\"Order Completed\") < 5 in last 31 days",
                "plan != \"pro\" or plan = \"pro\""
            })
    void callsNothingImpossibleThatIsNot(String rule) {
        assertThat(PossibleTruth.of(parsed(rule))).isEqualTo(new PossibleTruth(true, true));
    }

    @Test
    void tellsWhatOnlyAListCouldBe() {
        var rule = parsed("country = \"DE\" and country = \"FR\"");

        assertThat(PossibleTruth.of(rule)).isEqualTo(new PossibleTruth(true, true));
        assertThat(PossibleTruth.withoutLists(rule)).isEqualTo(new PossibleTruth(false, true));
        assertThat(PossibleTruth.withoutLists(parsed("size > 3 and size < 4")))
                .isEqualTo(new PossibleTruth(true, true));
        assertThat(PossibleTruth.withoutLists(parsed("size >= 5 and size < 4")))
                .isEqualTo(new PossibleTruth(false, true));
    }

    /** Whatever somebody was found to be was called possible. */
    @Test
    void isNeverRefutedByAPerson() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var now = Instant.parse("2026-03-10T12:00:00Z");
        var days = new Days(BERLIN);
        var rules = new RandomRules(random, LocalDate.of(2026, 3, 10));
        for (int round = 0; round < 400; round++) {
            var rule = rules.next();
            var possible = PossibleTruth.of(rule);
            for (int person = 0; person < 5; person++) {
                var state = RandomPerson.of(random, now, BERLIN).delivered(random, days, now.toEpochMilli());
                boolean holds = new Validity(state, OrderedSegments.NONE, BERLIN)
                        .of(rule)
                        .contains(now.toEpochMilli());
                assertThat(holds ? possible.canHold() : possible.canFail())
                        .as("seed %d: %s", seed, RuleText.print(rule))
                        .isTrue();
            }
        }
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
