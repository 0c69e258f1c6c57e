package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StageCountsTest {

    @Test
    void isAtRestWhenEverythingHasArrivedEverywhere() {
        assertThat(new StageCounts(10, 10, 10, 10, 3).isAtRest()).isTrue();
        assertThat(new StageCounts(10, 10, 10, 9, 3).isAtRest()).isFalse();
        assertThat(new StageCounts(10, 10, 10, 10, 3).behind()).isEqualTo(new StageCounts.Behind("none", 0));
    }

    @Test
    void blamesTheEarliestOfTheSlowStages() {
        assertThat(new StageCounts(100, 40, 40, 40, 0).behind()).isEqualTo(new StageCounts.Behind("identity", 60));
        assertThat(new StageCounts(100, 90, 40, 40, 0).behind()).isEqualTo(new StageCounts.Behind("topology", 60));
        assertThat(new StageCounts(100, 90, 80, 40, 0).behind()).isEqualTo(new StageCounts.Behind("event index", 60));
    }

    @Test
    void countsFromAnEarlierMoment() {
        assertThat(new StageCounts(10, 9, 8, 7, 6).since(new StageCounts(5, 4, 4, 4, 4)))
                .isEqualTo(new StageCounts(5, 5, 4, 3, 2));
    }
}
