package io.tributary.bench.identity;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The cells as lines for people. */
public final class IdentityTable {

    private static final String LINE = "%-24s %10s %10s %10s %9s %10s %9s %8s%n";

    private IdentityTable() {}

    public static void print(PrintStream out, List<IdentityResult> results) {
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "events/s",
                "identity",
                "database",
                "events/s",
                "ceiling",
                "share of",
                "foreign");
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "on a core",
                "CPU-ms/ev",
                "CPU-ms/ev",
                "by clock",
                "on a core",
                "ceiling",
                "cores");
        for (var result : results) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    result.cell(),
                    "%,.0f".formatted(result.eventsPerCoreSecond()),
                    "%.4f".formatted(result.identityMillisPerEvent()),
                    "%.4f".formatted(result.databaseMillisPerEvent()),
                    "%,.0f".formatted(result.eventsPerSecond()),
                    "%,.0f".formatted(result.ceiling()),
                    percent(result.shareOfCeiling()),
                    "%.2f".formatted(result.foreignCores()));
        }
    }

    /** One run while it goes on. */
    static String line(IdentityRun run) {
        return String.format(
                Locale.ROOT,
                "%,.0f events/s on a core (identity %.4f, database %.4f CPU-ms), %,.0f by the clock; ceiling %,.0f and %,.0f",
                run.eventsPerCoreSecond(),
                run.identityMillisPerEvent(),
                run.databaseMillisPerEvent(),
                run.eventsPerSecond(),
                run.ceiling().before(),
                run.ceiling().after());
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? "%.0f %%".formatted(share.getAsDouble() * 100) : "no pair";
    }
}
