package io.tributary.segment.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.membership.NaiveEvaluator;
import io.tributary.segment.membership.RawEvent;
import io.tributary.segment.rule.Condition;
import io.tributary.segment.rule.Measure;
import io.tributary.segment.rule.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Evidence against the raw history: a number is what the events come to, and what is cited is enough. */
class EvidenceTest {

    private static final int RULES = 2_000;

    private final Map<String, Integer> checked = new TreeMap<>();

    @Test
    void citesWhatDecides() {
        for (int seed = 0; seed < RULES; seed++) {
            var explained = Explained.of(seed);
            check(explained, explained.rule(), explained.explanation());
        }

        for (var kind :
                List.of("EventMeasure", "FirstEvent", "LatestEvent", "Sequence", "NotFollowedBy", "TraitTest")) {
            assertThat(checked.getOrDefault(kind, 0))
                    .as("%s of %s", kind, checked)
                    .isGreaterThan(50);
        }
    }

    private void check(Explained explained, Condition rule, Explanation node) {
        var as = explained.as() + ", node " + node.text() + ", " + node.evidence();
        switch (node.evidence()) {
            case Evidence.Events events
            when rule instanceof Condition.EventMeasure leaf -> {
                measured(explained, leaf, events, as);
                count(rule);
            }
            case Evidence.Events events
            when node.holds() -> {
                isEnough(explained, rule, events, as);
                count(rule);
            }
            case Evidence.Events events
            when rule instanceof Condition.Sequence leaf ->
                assertThat(events.count()).as(as).isLessThan(leaf.steps().size());
            case Evidence.Events _ -> {}
            case Evidence.Trait trait -> {
                assertThat(trait.value())
                        .as(as)
                        .isEqualTo(person(explained).traits().get(trait.name()));
                count(rule);
            }
            case Evidence.Consent consent ->
                assertThat(consent.granted())
                        .as(as)
                        .isEqualTo(person(explained).consents().get(consent.purpose()));
            case Evidence.Score score ->
                assertThat(score.value())
                        .as(as)
                        .isEqualTo(person(explained).scores().get(score.name()));
            case Evidence.Identifiers identifiers ->
                assertThat(identifiers.count() > 0)
                        .as(as)
                        .isEqualTo(person(explained).namespaces().contains(identifiers.namespace()));
            case Evidence.Reachability reach ->
                assertThat(reach.reachable())
                        .as(as)
                        .isEqualTo(person(explained).channels().contains(reach.channel()));
            case Evidence.Membership membership ->
                assertThat(membership.member())
                        .as(as)
                        .isEqualTo(explained.world().holds(rule, explained.now()));
            case null -> {}
        }
        var parts = Explained.parts(rule);
        for (int i = 0; i < parts.size(); i++) {
            check(explained, parts.get(i), node.parts().get(i));
        }
    }

    private void count(Condition rule) {
        checked.merge(rule.getClass().getSimpleName(), 1, Integer::sum);
    }

    private static void measured(Explained explained, Condition.EventMeasure leaf, Evidence.Events events, String as) {
        var naive = naive(explained, explained.world().history());
        var number = naive.number(leaf.event(), leaf.measure(), leaf.window());
        assertThat(events.measured() == null ? OptionalDouble.empty() : OptionalDouble.of(events.measured()))
                .as(as)
                .isEqualTo(number);
        // Extremes, days and different things are taken of what is kept; a plain count for ever is of all there ever
        // was.
        boolean sameEvents =
                !(leaf.window() instanceof Window.Ever && leaf.event().takesAll())
                        || leaf.measure() instanceof Measure.Sum
                        || leaf.measure() instanceof Measure.Avg;
        if (sameEvents) {
            assertThat((double) events.count())
                    .as(as)
                    .isEqualTo(naive.number(leaf.event(), new Measure.Count(), leaf.window())
                            .orElseThrow());
        }
    }

    /** The condition holds of somebody who did nothing else. */
    private static void isEnough(Explained explained, Condition rule, Evidence.Events events, String as) {
        var only = explained.world().history().stream()
                .filter(it -> events.newest().stream()
                        .anyMatch(
                                happened -> isOf(it, happened, explained.world().zone())))
                .toList();
        assertThat(only).as(as).hasSizeGreaterThanOrEqualTo(events.newest().size());
        assertThat(naive(explained, only).holds(rule)).as(as).isTrue();
    }

    private static boolean isOf(RawEvent event, Evidence.Happened happened, ZoneId zone) {
        var at = happened.at();
        return at != null
                && event.event().equals(happened.step().event())
                && (happened.wholeDay()
                        ? Instant.ofEpochSecond(event.at())
                                .atZone(zone)
                                .toLocalDate()
                                .equals(at.atZone(zone).toLocalDate())
                        : event.at() == at.getEpochSecond());
    }

    private static NaiveEvaluator naive(Explained explained, List<RawEvent> history) {
        return new NaiveEvaluator(
                history,
                explained.world().person(),
                explained.world().rules(),
                explained.world().zone(),
                explained.now().toEpochMilli());
    }

    private static NaiveEvaluator.Person person(Explained explained) {
        return explained.world().person();
    }
}
