package io.tributary.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.measure.Cost;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void countsOnlyWhatWasPassedWithoutLoad() {
        var meanwhile = new StageCounts(1_000, 800, 400, 200, 0);

        var rates = new Backlog(1_000, Steps.load(10, 1, 0), meanwhile, new Drain(1, 2, 4), cost()).rates();

        assertThat(rates.door()).isEqualTo(1_000);
        assertThat(rates.resolved()).isEqualTo(200);
        assertThat(rates.segmented()).isEqualTo(300);
        assertThat(rates.stored()).isEqualTo(200);
    }

    @Test
    void hasNoRateForAStageThatDidNotFinish() {
        var drain = new Drain(1, Double.NaN, Double.NaN);

        var rates = new Backlog(1_000, Steps.load(10, 1, 0), Steps.NOTHING, drain, cost()).rates();

        assertThat(rates.segmented()).isNaN();
    }

    private static Cost cost() {
        return new Cost(Map.of(), 0, 0);
    }
}
