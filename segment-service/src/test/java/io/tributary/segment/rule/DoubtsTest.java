package io.tributary.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.segment.rule.Vocabulary.Known;
import io.tributary.segment.rule.Vocabulary.Names;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtsTest {

    private static final Vocabulary SHOP = new Vocabulary(
            names(Map.of("Order Completed", known(30), "Page Viewed", known(70))),
            Map.of(
                    "Order Completed",
                    names(Map.of("revenue", known(30, "number"), "products.sku", known(30, "string", "number")))),
            names(Map.of("country", known(90, "string"), "visits", known(50, "number"), "tags", known(5, "list"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "count(\"Order Complete\") >= 1 ever|''|unknown-event|did you mean \"Order Completed\"?",
                "first(\"Refund\") ever|''|unknown-event|look in the catalogue of events",
                "not did \"Page Viewed\" then \"Order Compelted\" within 2 hours ever|/not/sequence/1|unknown-event|did you mean \"Order Completed\"?",
                "did \"Order Completed\" then not \"Pages\" within 2 hours ever|/notFollowedBy|unknown-event|look in the catalogue of events",
                "count(\"Order Completed\" where revenu > 1) >= 1 ever|/where/0|unknown-property|did you mean \"revenue\"?",
                "sum(\"Order Completed\".total) >= 1 ever|/measure|unknown-property|look in the catalogue of properties",
                "count(\"Order Completed\" where revenue = \"1\") >= 1 ever|/where/0|other-type|a value of the other kind",
                "visits = 1 and contry = \"DE\"|/all/1|unknown-trait|did you mean \"country\"?",
                "country > 3|''|other-type|a value of the other kind",
                "country = \"DE\" or score(\"churn\") > 1|/any/1|unknown-score|compare what events or traits say",
                "visits in (\"a\", \"b\")|''|other-type|a value of the other kind"
            })
    void doubtsWhatNeverCame(String rule, String pointer, String code, String hint) {
        assertThat(Doubts.of(parsed(rule), SHOP))
                .extracting(RuleError::pointer, RuleError::rule, RuleError::hint)
                .containsExactly(tuple(pointer, code, hint));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(\"Order Completed\".value) >= 1 ever",
                "count(\"Order Completed\" where products.sku = 7) >= 1 in last 3 days",
                "count(\"Page Viewed\" where nobody.asked = 1) >= 1 ever",
                "tags = 3 and visits in (1, \"many\") and country = \"DE\"",
                "segment(\"other\") or consent(\"email\") = granted or has identifier email"
            })
    void doubtsNothingThatMayBeTrue(String rule) {
        assertThat(Doubts.of(parsed(rule), SHOP)).isEmpty();
    }

    @Test
    void doubtsNothingWhileItDoesNotKnowAllNames() {
        var part = new Vocabulary(
                new Names(Map.of("A", known(1)), false), Map.of(), new Names(Map.of("a", known(1, "number")), false));

        assertThat(Doubts.of(parsed("count(\"B\") >= 1 ever and b = 1"), part)).isEmpty();
        assertThat(Doubts.of(parsed("a = \"x\""), part))
                .extracting(RuleError::rule)
                .containsExactly("other-type");
        assertThat(Doubts.of(parsed("count(\"B\") >= 1 ever and b = 1"), Vocabulary.UNKNOWN))
                .isEmpty();
    }

    @Test
    void saysWhatARuleCosts() {
        var cost = RuleCost.of(
                parsed("country = \"DE\" and (count(\"Order Completed\" where revenue > 1) >= 2 ever"
                        + " or count(\"Order Completed\") = 0 in last 3 days)"),
                SHOP);

        assertThat(cost).isEqualTo(new RuleCost(6, 3, Set.of("Order Completed"), 0.3, false));
        assertThat(RuleCost.of(parsed("did \"Page Viewed\" then \"Order Completed\" within 2 hours ever"), SHOP))
                .isEqualTo(new RuleCost(1, 1, Set.of("Order Completed", "Page Viewed"), 1, true));
        assertThat(RuleCost.of(parsed("country = \"DE\""), Vocabulary.UNKNOWN).share())
                .isNaN();
    }

    private static Names names(Map<String, Known> known) {
        return new Names(known, true);
    }

    private static Known known(long count, String... kinds) {
        return new Known(Set.of(kinds), count);
    }

    private static Condition parsed(String rule) {
        return ((RuleParse.Parsed) RuleText.parse(rule)).condition();
    }
}
