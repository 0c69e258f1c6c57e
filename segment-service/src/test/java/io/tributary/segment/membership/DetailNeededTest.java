package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.membership.DetailNeeded.Seconds;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailNeededTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-03-10T11:00:00Z");
    private static final Instant LAST_SECOND = Instant.parse("2026-03-10T22:59:59Z");
    private static final long MIDNIGHT = Instant.parse("2026-03-09T23:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(\"Order Completed\") >= 2 in last 30 days",
                "sum(\"Order Completed\".revenue) >= 2 since 2026-01-01",
                "count(\"Order Completed\") >= 2 ever",
                "latest(\"Order Completed\") between 30 and 10 days ago"
            })
    void looksIntoTheDayOfTheInstantUnlessItIsOver(String rule) {
        assertThat(new DetailNeeded(NOON, BERLIN).of(parsed(rule))).contains(new Seconds(MIDNIGHT, MIDNIGHT));
        assertThat(new DetailNeeded(LAST_SECOND, BERLIN).of(parsed(rule))).isEmpty();
    }

    @Test
    void looksIntoEveryDayThatARollingWindowTouches() {
        var rule = parsed("count(\"Order Completed\") >= 2 in last 36 hours");

        assertThat(new DetailNeeded(NOON, BERLIN).of(rule))
                .contains(new Seconds(MIDNIGHT - DAY, NOON.getEpochSecond()));
        assertThat(new DetailNeeded(LAST_SECOND, BERLIN).of(rule))
                .contains(new Seconds(MIDNIGHT - DAY, LAST_SECOND.getEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country = \"DE\"",
                "trialEndsAt in next 7 days",
                "score(\"churn\") > 0.5",
                "count(\"Order Completed\") >= 2 between 30 and 10 days ago",
                "did \"Product Viewed\" then \"Order Completed\" within 1 days in last 36 hours",
                "did \"Product Viewed\" then not \"Order Completed\" within 1 days ever"
            })
    void needsNothingForWhatNoSecondDecidesOrTheDayRemembers(String rule) {
        assertThat(new DetailNeeded(NOON, BERLIN).of(parsed(rule))).isEmpty();
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
