package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.load.Latency;
import io.tributary.bench.load.LoadResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepTest {

    @Test
    void carriesARateWhoseAnswersAndMembershipsAreInTime() {
        assertThat(Steps.carried(1_000).reason()).isEmpty();
        assertThat(Steps.carried(1_000).isCarried()).isTrue();
    }

    @Test
    void saysWhyARateIsNotCarried() {
        assertThat(Steps.step(1_000, Steps.load(1_000, 1_200, 0), 0, Steps.seen(600, 600, 300))
                        .reason())
                .isEqualTo("the door answers too late");
        assertThat(Steps.step(1_000, Steps.load(1_000, 20, 0), 3_001, Steps.seen(600, 600, 300))
                        .reason())
                .isEqualTo("falls behind: topology");
        assertThat(Steps.step(1_000, Steps.load(1_000, 20, 0), 0, Steps.seen(600, 599, 300))
                        .reason())
                .isEqualTo("memberships are missing");
        assertThat(Steps.notCarried(1_000).reason()).isEqualTo("memberships come too late");
    }

    @Test
    void doesNotCarryARateThatTheDoorRefused() {
        var refused = new LoadResult(
                0,
                1,
                new LoadResult.Requests(1_000, 990, 0, Map.of(503, 10L)),
                new LoadResult.Punctuality(0, 0),
                new Latency(1, 1, 1, 1, 1));

        assertThat(Steps.step(1_000, refused, 0, Steps.seen(600, 600, 300)).reason())
                .isEqualTo("the door did not take everything");
    }

    @Test
    void judgesALateGeneratorByWhatItMeasured() {
        assertThat(Steps.step(1_000, Steps.load(1_000, 20, 500), 0, Steps.seen(600, 600, 300))
                        .isCarried())
                .isTrue();
    }

    @Test
    void letsThreeSecondsOfLoadBeOnTheirWay() {
        assertThat(Steps.step(1_000, Steps.load(1_000, 20, 0), 3_000, Steps.seen(600, 600, 300))
                        .isCarried())
                .isTrue();
    }
}
