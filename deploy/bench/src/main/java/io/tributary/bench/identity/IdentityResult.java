package io.tributary.bench.identity;

import io.tributary.bench.ceiling.Standing;
import io.tributary.bench.measure.Medians;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All runs of one cell; a figure of the cell is the median of its runs. */
public record IdentityResult(IdentityCell cell, List<IdentityRun> runs) {

    public IdentityResult {
        runs = List.copyOf(runs);
    }

    public double eventsPerCoreSecond() {
        return rate(IdentityRun::eventsPerCoreSecond);
    }

    public double eventsPerSecond() {
        return median(IdentityRun::eventsPerSecond);
    }

    public double identityMillisPerEvent() {
        return median(IdentityRun::identityMillisPerEvent);
    }

    public double databaseMillisPerEvent() {
        return median(IdentityRun::databaseMillisPerEvent);
    }

    /** CPU milliseconds of identity and database together. */
    public double millisPerEvent() {
        return 1_000 / eventsPerCoreSecond();
    }

    public double ceiling() {
        return rate(it -> it.ceiling().mean());
    }

    public double foreignCores() {
        return median(it -> it.cost().foreignCores());
    }

    /** What one core resolves as a share of what it upserts; empty when every pair of ceilings was thrown away. */
    public OptionalDouble shareOfCeiling() {
        return Medians.of(runs.stream()
                .map(it -> it.ceiling().standing(it.eventsPerCoreSecond()))
                .filter(Standing.Kept.class::isInstance)
                .map(Standing.Kept.class::cast)
                .mapToDouble(Standing.Kept::share));
    }

    /** A run that was too short for a rate has none. */
    private double rate(ToDoubleFunction<IdentityRun> which) {
        return Medians.of(runs.stream().mapToDouble(which).filter(it -> it > 0)).orElse(Double.NaN);
    }

    private double median(ToDoubleFunction<IdentityRun> which) {
        return Medians.of(runs.stream().mapToDouble(which)).orElse(Double.NaN);
    }
}
