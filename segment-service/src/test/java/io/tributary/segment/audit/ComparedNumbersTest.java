package io.tributary.segment.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.audit.Difference.Kind;
import io.tributary.segment.audit.StoredProfiles.Stored;
import io.tributary.segment.feature.ComputedValue;
import io.tributary.segment.feature.EventFacts;
import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.SourceRank;
import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.Cause;
import io.tributary.segment.membership.Evaluator;
import io.tributary.segment.membership.OrderedSegments;
import io.tributary.segment.membership.TraitDefinition;
import io.tributary.segment.rule.FigureParse;
import io.tributary.segment.rule.RuleText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Stored numbers of computed traits against an evaluation from scratch. */
class ComparedNumbersTest {

    private static final long NOW = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
    private static final OrderedSegments TRAITS = OrderedSegments.of(
            List.of(),
            List.of(
                    trait("orders", "count(\"Order Completed\") ever"),
                    trait("mean", "avg(\"Order Completed\".revenue) ever")));

    private final ProfileState state = judged();

    @Test
    void findsNothingInWhatWasJudged() {
        assertThat(state.computed()).containsOnlyKeys("orders");
        assertThat(differences()).isEmpty();
    }

    @Test
    void findsANumberThatIsAnotherMissingOrTooMany() {
        state.computed("orders", new ComputedValue(1, 2, NOW));
        assertThat(differences()).containsExactly(difference("orders"));

        state.computed("orders", new ComputedValue(2, 1, NOW));
        assertThat(differences()).as("by another version").containsExactly(difference("orders"));

        state.withoutNumber("orders");
        assertThat(differences()).containsExactly(difference("orders"));

        state.computed("orders", new ComputedValue(1, 1, NOW));
        state.computed("mean", new ComputedValue(1, 0, NOW));
        state.computed("former", new ComputedValue(1, 0, NOW));
        assertThat(differences()).containsExactly(difference("mean"), difference("former"));
    }

    @Test
    void takesTheNumbersOfRestrictedPeopleAsTheyAre() {
        state.computed("orders", new ComputedValue(1, 7, NOW));
        state.contact(1, List.of(), Map.of(), true);
        new Evaluator(TRAITS, ZoneOffset.UTC).all(state, NOW, new Cause.Contact());

        assertThat(differences()).isEmpty();
    }

    private List<Difference> differences() {
        return new CompareProfile(TRAITS, ZoneOffset.UTC, NOW).evaluated(new Stored(state, false));
    }

    private static Difference difference(String trait) {
        return new Difference(Kind.EVALUATION, "anna", "", "computed:" + trait, "other");
    }

    private static ProfileState judged() {
        var judged = new ProfileState("acme", "anna", 0);
        var order = new EventFacts(
                "Order Completed",
                NOW / 1000 - 60,
                "m1",
                SourceRank.EQUAL,
                new TreeMap<>(),
                new TreeMap<>(),
                List.of());
        judged.apply(order, new Days(ZoneOffset.UTC), NOW);
        new Evaluator(TRAITS, ZoneOffset.UTC).all(judged, NOW, new Cause.Audit());
        return judged;
    }

    private static TraitDefinition trait(String key, String measure) {
        return new TraitDefinition(key, 1, ((FigureParse.Parsed) RuleText.parseFigure(measure)).figure());
    }
}
