package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.RuleParse;
import io.tributary.segment.rule.RuleText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has to be judged when one set of definitions follows another. */
class ChangedSegmentsTest {

    private static final SegmentDefinition LOYAL = segment("loyal", 1, "count(\"Order Completed\") >= 2 ever");
    private static final SegmentDefinition GERMAN = segment("german", 1, "country = \"DE\"");
    private static final SegmentDefinition BOTH = segment("both", 1, "segment(\"loyal\") and segment(\"german\")");
    private static final SegmentDefinition NOT_BOTH = segment("a-not-both", 1, "not segment(\"both\")");
    private static final OrderedSegments BEFORE = OrderedSegments.of(List.of(LOYAL, GERMAN, BOTH, NOT_BOTH));

    @Test
    void areNoneBetweenEqualSets() {
        assertThat(OrderedSegments.of(List.of(NOT_BOTH, BOTH, GERMAN, LOYAL))
                        .since(BEFORE)
                        .segments())
                .isEmpty();
    }

    @Test
    void areThoseThatAreNewOrOtherWithAllThatReferToThem() {
        var other = segment("loyal", 2, "count(\"Order Completed\") >= 3 ever");
        var added = segment("new", 1, "country = \"FR\"");

        var difference = OrderedSegments.of(List.of(other, GERMAN, BOTH, NOT_BOTH, added))
                .since(BEFORE);

        assertThat(difference.segments()).containsExactlyInAnyOrder(other, BOTH, NOT_BOTH, added);
        assertThat(difference.segments()).containsSubsequence(other, BOTH, NOT_BOTH);
    }

    @Test
    void areThoseThatReferToWhatIsNoMoreOrIsThereAgain() {
        var without = OrderedSegments.of(List.of(GERMAN, BOTH, NOT_BOTH));

        assertThat(without.since(BEFORE).segments()).containsExactly(BOTH, NOT_BOTH);
        assertThat(BEFORE.since(without).segments()).containsExactlyInAnyOrder(LOYAL, BOTH, NOT_BOTH);
    }

    @Test
    void areComputedTraitsToo() {
        var spent = trait("spent", 1, "sum(\"Order Completed\".revenue) ever");
        var orders = trait("orders", 1, "count(\"Order Completed\") ever");
        var more = trait("orders", 2, "count(\"Order Completed\") in last 30 days");

        var difference = OrderedSegments.of(List.of(GERMAN), List.of(spent, more))
                .since(OrderedSegments.of(List.of(GERMAN), List.of(spent, orders)));

        assertThat(difference.traits()).containsExactly(more);
        assertThat(difference.segments()).isEmpty();
    }

    private static SegmentDefinition segment(String key, int version, String rule) {
        return SegmentDefinition.of(key, version, ((RuleParse.Parsed) RuleText.parse(rule)).condition());
    }

    private static TraitDefinition trait(String key, int version, String measure) {
        return new TraitDefinition(key, version, ((FigureParse.Parsed) RuleText.parseFigure(measure)).figure());
    }
}
