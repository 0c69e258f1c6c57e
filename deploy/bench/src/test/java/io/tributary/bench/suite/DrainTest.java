package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Drain NOTHING = new Drain(Double.NaN, Double.NaN, Double.NaN);

    @Test
    void keepsTheFirstMomentAtWhichAStageHadPassedEverything() {
        var drain = NOTHING.with(new StageCounts(10, 10, 9, 8, 0), 1)
                .with(new StageCounts(10, 10, 10, 9, 0), 2)
                .with(new StageCounts(10, 10, 10, 10, 0), 3);

        assertThat(drain).isEqualTo(new Drain(1, 2, 3));
        assertThat(drain.isComplete()).isTrue();
    }

    @Test
    void isNotCompleteWhileAStageIsBehind() {
        assertThat(NOTHING.with(new StageCounts(10, 10, 10, 9, 0), 2).isComplete())
                .isFalse();
    }
}
