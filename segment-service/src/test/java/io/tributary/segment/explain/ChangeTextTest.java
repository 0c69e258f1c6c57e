package io.tributary.segment.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.explain.ExplainMembership.Moment;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.interval.Days;
import io.tributary.segment.list.ListRule;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed to somebody in Berlin who viewed a page this morning, and nothing else. */
class ChangeTextTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-11-28T11:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "count(\"Page Viewed\") >= 3 in last 2 days|2 more \"Page Viewed\" before 2026-11-30T00:00:00+01:00",
                "days(\"Page Viewed\") >= 2 ever|one more \"Page Viewed\" on another day before 2028-01-02T00:00:00+01:00",
                "days(\"Page Viewed\") >= 3 ever|2 more \"Page Viewed\", each on another day before 2028-01-01T00:00:00+01:00",
                "did \"A\" then \"B\" then \"A\" within 1 days ever|one more \"A\" then one more \"B\" then one more \"A\"",
                "did \"A\" then not \"B\" within 2 hours ever|one more \"A\", which counts from 2026-11-28T14:00:01+01:00",
                "sum(\"A\".x where x <= 50) >= 50 ever|one more \"A\" where x <= 50 with x 50",
                "sum(\"A\".x where x <= 50) >= 40 ever|one more \"A\" where x <= 50 with x 40 or more",
                "sum(\"A\".x) < 0 ever|-",
                "sum(\"A\".x) <= -5 ever|one more \"A\" with x -5 or less",
                "not avg(\"A\".x) >= 0 ever and has identifier email|an identifier email becomes known",
                "max(\"A\".x) > 80 ever|one more \"A\" with x more than 80",
                "sum(\"A\".value where revenue > 10) >= 100 ever|-",
                "sum(\"A\".value) >= 100 ever|one more \"A\" with value 100 or more",
                "count(\"A\") >= 1500 ever|1500 more \"A\"",
                "distinct(\"A\".sku) >= 2 ever|2 more \"A\" with another sku",
                "visits < 3|trait visits becomes 2",
                "visits exists|trait visits becomes \"any\"",
                "consent(\"ads\") = denied|consent ads is denied",
                "has identifier phone|an identifier phone becomes known",
                "reachable by sms|reachable by sms",
                "score(\"churn\") >= 0.7|score churn becomes 0.7",
                "country = \"DE\" and count(\"A\") >= 1 ever|trait country becomes \"DE\" and one more \"A\"",
                "count(\"Page Viewed\") <= 0 ever|-"
            })
    void saysTheLeastThatFlipsARule(String rule, String text) {
        assertThat(proposed(parsed(rule))).isEqualTo(text);
    }

    @Test
    void namesTheList() {
        assertThat(proposed(ListRule.of("vips"))).isEqualTo("put on the list vips");
    }

    private static String proposed(Condition rule) {
        var days = new Days(BERLIN);
        var state = new ProfileState("acme", "anna", 0);
        state.apply(
                new EventFacts(
                        "Page Viewed",
                        NOON.getEpochSecond() - 7_200,
                        "m1",
                        SourceRank.EQUAL,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        List.of()),
                days,
                NOON.toEpochMilli());
        var explained = new ExplainMembership(
                        state, state.activity(), OrderedSegments.NONE, BERLIN, new Moment(NOON, false), Map.of())
                .explain(rule);
        var text = explained.ways().stream()
                .filter(Way.ByChange.class::isInstance)
                .map(it -> new ChangeText(BERLIN).of(((Way.ByChange) it).change()))
                .collect(Collectors.joining());
        return text.isEmpty() ? "-" : text;
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
