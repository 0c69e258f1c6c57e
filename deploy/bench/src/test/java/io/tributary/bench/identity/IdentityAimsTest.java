package io.tributary.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.measure.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityAimsTest {

    @Test
    void pricesIdentityAndDatabaseTogether() {
        var result = result(1_000, 0.05, 0.02);

        assertThat(result.millisPerEvent()).isCloseTo(0.02, within(1e-9));
        assertThat(result.eventsPerCoreSecond()).isCloseTo(50_000, within(1e-6));
        assertThat(result.shareOfCeiling()).hasValueCloseTo(0.5, within(1e-9));
    }

    @Test
    void takesTheMedianOfTheRuns() {
        var result = new IdentityResult(new IdentityCell(1_000, 0.05), List.of(run(0.01), run(0.05), run(0.02)));

        assertThat(result.millisPerEvent()).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void fitsTheExponentOfTheWork() {
        assertThat(IdentityAims.exponent(result(100, 0.5, 0.03), result(10_000, 0.5, 0.03)))
                .isCloseTo(0, within(1e-9));
        assertThat(IdentityAims.exponent(result(100, 0.5, 0.03), result(10_000, 0.5, 0.3)))
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void asksForTheRateOnlyWhereFewIdentifiersAreNew() {
        var aims = IdentityAims.judge(List.of(
                result(100, 0.05, 0.03), result(100, 0.5, 0.09), result(10_000, 0.05, 0.04), result(10_000, 0.5, 0.3)));

        assertThat(aims)
                .extracting(it -> it.what() + ": " + it.isMet())
                .containsExactly(
                        "100 ids, 5 % new: events resolved by one core in a second: true",
                        "10,000 ids, 5 % new: events resolved by one core in a second: false",
                        "5 % new: exponent of the work for an event: true",
                        "50 % new: exponent of the work for an event: false");
    }

    private static IdentityResult result(int identifiers, double share, double millisPerEvent) {
        return new IdentityResult(new IdentityCell(identifiers, share), List.of(run(millisPerEvent)));
    }

    /** Of 1,000 events; of the work three parts are identity's and one the database's. */
    private static IdentityRun run(double millisPerEvent) {
        var cost = new Cost(
                Map.of("identity-service", millisPerEvent * 0.75, "postgres", millisPerEvent * 0.25, "kafka", 9.0),
                1,
                0);
        return new IdentityRun(1_000, 2, cost, new Ceiling(2_000 / millisPerEvent, 2_000 / millisPerEvent));
    }
}
