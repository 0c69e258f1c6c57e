package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.interval.Days;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import io.tributary.segment.rule.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A profile that gives up detail of one event because of another is judged by the rules that read the first one. */
class LostDetailTest {

    private static final Days DAYS = new Days(ZoneOffset.UTC);
    private static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();

    @Test
    void isJudgedByRulesThatReadOtherEvents() {
        var rule = ((RuleParse.Parsed)
                        RuleText.parse("count(\"Product Viewed\" where sku = \"sku-7\") >= 1 in last 30 days"))
                .condition();
        var segments = OrderedSegments.of(List.of(SegmentDefinition.of("viewers", 1, rule)));
        var evaluator = new Evaluator(segments, ZoneOffset.UTC);
        var state = new ProfileState("acme", "bot", 0);
        for (int i = 0; i < 2_000; i++) {
            state.apply(event("Product Viewed", i), DAYS, NOW);
        }
        evaluator.all(state, NOW, new Cause.Audit());
        assertThat(Members.of(state)).isEqualTo(Set.of("viewers"));

        var other = event("Page Viewed", 0);
        state.apply(other, DAYS, NOW);
        assertThat(state.hasUnjudgedLoss()).isTrue();
        var changes =
                evaluator.readersOf(other, state, NOW, new Cause.Event("m")).changes();

        assertThat(changes).extracting(MembershipChange::member).containsExactly(false);
        assertThat(state.definitions()).isEqualTo(segments.hash());
        assertThat(state.hasUnjudgedLoss()).isFalse();
    }

    private static EventFacts event(String name, int number) {
        var properties = new TreeMap<String, List<Value>>();
        properties.put("sku", List.of(new Value.Text("sku-" + number)));
        return new EventFacts(
                name, NOW / 1_000 - number, name + number, SourceRank.EQUAL, properties, new TreeMap<>(), List.of());
    }
}
