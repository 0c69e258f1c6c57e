package io.tributary.bench.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.load.Latency;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellResultTest {

    private static final Cell CELL = new Cell(Way.GATEWAY, 10);

    @Test
    void takesTheMedianOfTheRepeats() {
        var result =
                new CellResult(CELL, List.of(saturated(100, 400), saturated(300, 400), saturated(200, 400)), List.of());

        assertThat(result.eventsPerSecond()).isEqualTo(2_000);
        assertThat(result.shareOfCeiling()).hasValue(0.5);
    }

    @Test
    void leavesThrownAwayPairsOutOfTheShareOnly() {
        var result = new CellResult(CELL, List.of(saturated(100, 400), thrownAway(300)), List.of());

        assertThat(result.shareOfCeiling()).hasValue(0.25);
        assertThat(result.eventsPerSecond()).isEqualTo(2_000);
        assertThat(new CellResult(CELL, List.of(thrownAway(300)), List.of()).shareOfCeiling())
                .isEmpty();
    }

    @Test
    void leavesRunsWithLateSendsOutOfTheLatency() {
        var result = new CellResult(CELL, List.of(), List.of(halfLoaded(5, 0), halfLoaded(500, 2), halfLoaded(7, 1)));

        assertThat(result.p99()).hasValue(6);
        assertThat(new CellResult(CELL, List.of(), List.of(halfLoaded(500, 2))).p99())
                .isEmpty();
    }

    @Test
    void pricesAnEventAndARequest() {
        // 100 requests of 10 events: ingestion 0.02 s, broker 0.01 s, gateway 0.03 s.
        var result = new CellResult(CELL, List.of(saturated(100, 400)), List.of());

        assertThat(result.doorMillisPerEvent()).isCloseTo(0.03, within(1e-9));
        assertThat(result.gatewayMillisPerRequest()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void missesAnAimThatCouldNotBeMeasured() {
        var aims =
                DoorAims.judge(List.of(new CellResult(new Cell(Way.DIRECT, 1), List.of(thrownAway(300)), List.of())));

        assertThat(aims)
                .extracting(it -> it.what() + " " + it.isMet())
                .contains("direct x 1: share of the ceiling false", "direct x 1: p99 in ms at half load false");
    }

    private static Saturated saturated(int requests, double ceiling) {
        return new Saturated(new Ceiling(ceiling, ceiling), load(requests, 1, 0), cost());
    }

    private static Saturated thrownAway(int requests) {
        return new Saturated(new Ceiling(100, 200), load(requests, 1, 0), cost());
    }

    private static HalfLoaded halfLoaded(double p99, long late) {
        return new HalfLoaded(100, load(100, p99, late), cost());
    }

    private static LoadResult load(long requests, double p99, long late) {
        return new LoadResult(
                0,
                1,
                new LoadResult.Requests(requests, requests, 0, Map.of()),
                new LoadResult.Punctuality(late, 0),
                new Latency(1, 1, p99, p99, p99));
    }

    private static Cost cost() {
        return new Cost(Map.of("ingestion-service", 0.02, "kafka", 0.01, "gateway", 0.03), 1, 0);
    }
}
