package io.tributary.bench.door;

import io.tributary.bench.ceiling.Standing;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;
import io.tributary.bench.measure.Medians;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All repeats of one cell; a figure of the cell is the median of its repeats. */
public record CellResult(Cell cell, List<Saturated> saturated, List<HalfLoaded> halfLoaded) {

    private static final String INGESTION = "ingestion-service";
    private static final String GATEWAY = "gateway";
    private static final String BROKER = "kafka";

    public CellResult {
        saturated = List.copyOf(saturated);
        halfLoaded = List.copyOf(halfLoaded);
    }

    public double eventsPerSecond() {
        return median(saturated.stream().map(Saturated::load), it -> it.requestsPerSecond() * cell.batch());
    }

    /** The saturated rate as a share of the ceiling; empty when every pair was thrown away. */
    public OptionalDouble shareOfCeiling() {
        var kept = saturated.stream()
                .map(it -> it.ceiling().standing(it.load().requestsPerSecond()))
                .filter(Standing.Kept.class::isInstance)
                .map(Standing.Kept.class::cast)
                .mapToDouble(Standing.Kept::share);
        return Medians.of(kept);
    }

    /** Ingestion and broker, the product's own price of an event behind the gateway, at saturation. */
    public double doorMillisPerEvent() {
        return millisPerEvent(INGESTION) + millisPerEvent(BROKER);
    }

    public double ingestionMillisPerEvent() {
        return millisPerEvent(INGESTION);
    }

    public double brokerMillisPerEvent() {
        return millisPerEvent(BROKER);
    }

    /** The gateway's price of a request at saturation; 0 where it was not passed. */
    public double gatewayMillisPerRequest() {
        return cell.way() == Way.GATEWAY ? millisPerEvent(GATEWAY) * cell.batch() : 0;
    }

    private double millisPerEvent(String process) {
        return Medians.of(saturated.stream().mapToDouble(it -> perEvent(it.cost(), it.load(), process)))
                .orElse(0);
    }

    private double perEvent(Cost cost, LoadResult load, String process) {
        Map<String, Double> each = cost.cpuMillisPer(load.requests().taken() * cell.batch());
        return each.getOrDefault(process, 0.0);
    }

    /** Milliseconds at half load over the repeats whose timetable was kept; empty when none was. */
    public OptionalDouble p50() {
        return latency(it -> it.latency().p50());
    }

    public OptionalDouble p99() {
        return latency(it -> it.latency().p99());
    }

    private OptionalDouble latency(ToDoubleFunction<LoadResult> which) {
        return Medians.of(halfLoaded.stream()
                .map(HalfLoaded::load)
                .filter(LoadResult::isPunctual)
                .mapToDouble(which));
    }

    public double foreignCores() {
        return median(saturated.stream().map(Saturated::cost), Cost::foreignCores);
    }

    public double runQueue() {
        return median(saturated.stream().map(Saturated::cost), Cost::runQueue);
    }

    private static <T> double median(Stream<T> repeats, ToDoubleFunction<T> which) {
        return Medians.of(repeats.mapToDouble(which)).orElse(0);
    }
}
