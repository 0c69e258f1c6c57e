package io.tributary.segment.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.segment.feature.ProfileState;
import io.tributary.segment.feature.Standing;
import io.tributary.segment.rule.Condition;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RetiredSegmentsTest {

    private static final Condition EVERYBODY = new Condition.All(List.of());
    private static final List<String> KEYS = List.of("buyers", "germans", "loyal", "silent", "spenders", "students");

    /** Whichever of them goes: who is in many segments leaves that one and no other. */
    @Test
    void areLeftAndNoOtherIs() {
        for (var retired : KEYS) {
            var state = new ProfileState("acme", "anna", 0);
            KEYS.forEach(it -> state.stand(it, new Standing(1, true, 5)));
            var left = new ArrayList<>(KEYS);
            left.remove(retired);

            var evaluation = new Evaluator(segments(left), ZoneOffset.UTC).all(state, 1_000, new Cause.Definition());

            assertThat(evaluation.changes())
                    .containsExactly(new MembershipChange(retired, 1, false, 1_000, new Cause.Definition()));
            assertThat(Members.of(state)).isEqualTo(Set.copyOf(left));
        }
    }

    @Test
    void areAllLeftWhenAllAreRetiredAtOnce() {
        var state = new ProfileState("acme", "anna", 0);
        KEYS.forEach(it -> state.stand(it, new Standing(1, true, 5)));

        var evaluation = new Evaluator(OrderedSegments.NONE, ZoneOffset.UTC).all(state, 1_000, new Cause.Definition());

        assertThat(evaluation.changes().stream().map(MembershipChange::segment))
                .containsExactlyElementsOf(new TreeSet<>(KEYS));
        assertThat(Members.of(state)).isEmpty();
    }

    private static OrderedSegments segments(List<String> keys) {
        return OrderedSegments.of(
                keys.stream().map(it -> SegmentDefinition.of(it, 1, EVERYBODY)).toList());
    }
}
