package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {

    private static final Cost COST = new Cost(Map.of("database", 1.5, "service", 0.5, "generator", 7.0), 0, 0);

    @Test
    void saysHowManyEventsOneCoreGetsThrough() {
        assertThat(COST.eventsPerCoreSecond(10_000, "database", "service")).isEqualTo(5_000);
    }

    @Test
    void knowsNoRateOfWhatTheClockCannotTell() {
        assertThat(new Cost(Map.of("database", 0.0), 0, 0).eventsPerCoreSecond(50, "database", "service"))
                .isZero();
    }
}
