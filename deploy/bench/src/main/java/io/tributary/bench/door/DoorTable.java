package io.tributary.bench.door;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The cells as lines for people. */
public final class DoorTable {

    private static final String LINE = "%-14s %10s %9s %10s %9s %9s %8s %8s %7s %8s%n";

    private DoorTable() {}

    public static void print(PrintStream out, List<CellResult> results) {
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "events/s",
                "ceiling",
                "ingestion",
                "broker",
                "gateway",
                "p50 ms",
                "p99 ms",
                "queue",
                "foreign");
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "saturated",
                "share",
                "CPU-ms/ev",
                "CPU-ms/ev",
                "CPU-ms/rq",
                "half",
                "half",
                "tasks",
                "cores");
        for (var result : results) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    result.cell(),
                    "%,.0f".formatted(result.eventsPerSecond()),
                    percent(result.shareOfCeiling()),
                    "%.4f".formatted(result.ingestionMillisPerEvent()),
                    "%.4f".formatted(result.brokerMillisPerEvent()),
                    result.cell().way() == Way.GATEWAY ? "%.4f".formatted(result.gatewayMillisPerRequest()) : "-",
                    millis(result.p50()),
                    millis(result.p99()),
                    "%.1f".formatted(result.runQueue()),
                    "%.2f".formatted(result.foreignCores()));
        }
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? "%.0f %%".formatted(share.getAsDouble() * 100) : "no pair";
    }

    private static String millis(OptionalDouble millis) {
        return millis.isPresent() ? "%.1f".formatted(millis.getAsDouble()) : "late";
    }
}
