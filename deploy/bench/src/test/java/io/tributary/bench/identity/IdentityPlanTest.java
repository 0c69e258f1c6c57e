package io.tributary.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityPlanTest {

    private static final IdentityPlan PLAN =
            new IdentityPlan(List.of(5_000_000, 100_000), List.of(0.05, 0.5), 100_000, 3, 3, 6, Duration.ofMinutes(1));

    @Test
    void measuresTheSmallestGraphFirst() {
        assertThat(PLAN.cells())
                .extracting(IdentityCell::toString)
                .containsExactly(
                        "100,000 ids, 5 % new",
                        "100,000 ids, 50 % new", "5,000,000 ids, 5 % new", "5,000,000 ids, 50 % new");
    }

    @Test
    void letsNoRunMakeAGraphClearlyLarger() {
        assertThat(PLAN.eventsOf(new IdentityCell(100_000, 0.05))).isEqualTo(100_000);
        assertThat(PLAN.eventsOf(new IdentityCell(100_000, 0.5))).isEqualTo(10_000);
        assertThat(PLAN.eventsOf(new IdentityCell(5_000_000, 0.5))).isEqualTo(100_000);
        assertThat(PLAN.eventsOf(new IdentityCell(100, 0))).isEqualTo(100_000);
    }
}
