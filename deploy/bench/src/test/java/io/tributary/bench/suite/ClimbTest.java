package io.tributary.bench.suite;

import static io.tributary.bench.suite.Steps.carried;
import static io.tributary.bench.suite.Steps.notCarried;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClimbTest {

    @Test
    void holdsTheHighestRateAsOftenAsWanted() {
        assertThat(Climb.of(List.of(carried(1_000), carried(2_000), notCarried(3_000)))
                        .next(2))
                .hasValue(2_000);
        assertThat(Climb.of(List.of(carried(1_000), carried(2_000), notCarried(3_000), carried(2_000)))
                        .next(2))
                .isEmpty();
    }

    @Test
    void givesUpARateThatOnceWasNotCarried() {
        var climb = Climb.of(List.of(carried(1_000), carried(2_000), notCarried(3_000), notCarried(2_000)));

        assertThat(climb.highest()).hasValue(1_000);
        assertThat(climb.next(2)).hasValue(1_000);
    }

    @Test
    void holdsNothingWhenNothingWasCarried() {
        var climb = Climb.of(List.of(notCarried(500)));

        assertThat(climb.highest()).isEmpty();
        assertThat(climb.next(3)).isEmpty();
    }
}
