package io.tributary.bench.door;

import org.jspecify.annotations.Nullable;

/** The medians of a cell, as a report holds them; null where nothing valid was measured. */
public record CellFigures(
        String way,
        int batch,
        double eventsPerSecond,
        @Nullable Double shareOfCeiling,
        double ingestionMillisPerEvent,
        double brokerMillisPerEvent,
        double gatewayMillisPerRequest,
        @Nullable Double p50Millis,
        @Nullable Double p99Millis,
        double runQueue,
        double foreignCores) {

    public static CellFigures of(CellResult result) {
        return new CellFigures(
                result.cell().way().label(),
                result.cell().batch(),
                result.eventsPerSecond(),
                orNull(result.shareOfCeiling()),
                result.ingestionMillisPerEvent(),
                result.brokerMillisPerEvent(),
                result.gatewayMillisPerRequest(),
                orNull(result.p50()),
                orNull(result.p99()),
                result.runQueue(),
                result.foreignCores());
    }

    private static @Nullable Double orNull(java.util.OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
