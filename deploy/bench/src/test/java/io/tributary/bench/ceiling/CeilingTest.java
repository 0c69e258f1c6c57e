package io.tributary.bench.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CeilingTest {

    @Test
    void holdsARateAgainstTheMeanOfThePair() {
        assertThat(new Ceiling(40_000, 44_000).standing(21_000)).isEqualTo(new Standing.Kept(0.5));
    }

    @Test
    void throwsAPairAwayThatDiffersByMoreThanFifteenPercentOfItsMean() {
        assertThat(new Ceiling(92.5, 107.5).standing(50)).isEqualTo(new Standing.Kept(0.5));
        assertThat(new Ceiling(92, 108).standing(50)).isEqualTo(new Standing.ThrownAway(0.16));
        assertThat(new Ceiling(108, 92).standing(50)).isEqualTo(new Standing.ThrownAway(0.16));
    }

    @Test
    void throwsAPairAwayThatDidNothing() {
        assertThat(new Ceiling(0, 0).standing(50)).isInstanceOf(Standing.ThrownAway.class);
        assertThat(new Ceiling(40_000, 40_000).standing(0)).isInstanceOf(Standing.ThrownAway.class);
        assertThat(new Ceiling(0, 40_000).standing(50)).isInstanceOf(Standing.ThrownAway.class);
    }
}
