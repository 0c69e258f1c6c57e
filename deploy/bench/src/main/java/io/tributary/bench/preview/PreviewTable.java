package io.tributary.bench.preview;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The sizes as lines for people. */
public final class PreviewTable {

    private static final String PREVIEW = "  %-28s %9s %9s %9s %9s %10s %10s %9s%n";
    private static final String PUBLISH = "  %-28s %9s %9s %9s %9s %10s %12s%n";

    private PreviewTable() {}

    public static void print(PrintStream out, List<SizeResult> sizes) {
        sizes.forEach(it -> print(out, it));
        var growths = Growth.of(sizes);
        if (!growths.isEmpty()) {
            out.println("Growth from the smallest to the largest, as a power of the number of profiles");
            growths.forEach(it -> out.printf(
                    Locale.ROOT, "  %-56s %12.3f %12.3f   %6.2f%n", it.what(), it.from(), it.to(), it.exponent()));
        }
    }

    private static void print(PrintStream out, SizeResult size) {
        out.printf(Locale.ROOT, "%,d profiles%n", size.profiles());
        out.println("  index: " + size.index());
        out.println("  fill: " + line(size.fill()));
        if (!size.previews().isEmpty()) {
            out.printf(PREVIEW, "preview, ms", "first", "p50", "p95", "max", "found", "judged", "CPU-ms");
            size.previews().forEach(it -> print(out, it));
        }
        if (!size.reevaluations().isEmpty()) {
            out.printf(PUBLISH, "publishing, s", "taken", "judged", "findable", "stays", "members", "pairs/s");
            size.reevaluations().forEach(it -> print(out, it));
        }
        size.lookups().forEach(it -> out.println("  " + line(it)));
    }

    private static void print(PrintStream out, ShapeResult result) {
        out.printf(
                Locale.ROOT,
                PREVIEW,
                result.shape(),
                millis(result.firstMillis()),
                millis(result.latency().p50()),
                millis(result.latency().p95()),
                millis(result.latency().max()),
                "%,.0f".formatted(result.count()),
                "%,.0f".formatted(result.judged()),
                millis(result.cpuMillis()));
    }

    private static void print(PrintStream out, ReevaluationResult result) {
        out.printf(
                Locale.ROOT,
                PUBLISH,
                "%d beside %d".formatted(result.segments(), result.others()),
                "%.2f".formatted(result.publishing()),
                "%.2f".formatted(result.judged()),
                "%.2f".formatted(result.findable()),
                "%.2f".formatted(result.told()),
                "%,d".formatted(result.members()),
                "%,.0f".formatted(result.judgementsPerSecond()));
        out.println("    " + Prices.words(result.cost()));
    }

    /** One filling while the bench goes on. */
    static String line(Fill fill) {
        return String.format(
                Locale.ROOT,
                "%,d events of %,d profiles, %,.0f events/s, %.3f CPU-ms each; %s",
                fill.events(),
                fill.profiles(),
                fill.eventsPerSecond(),
                fill.millisPerEvent(),
                Prices.words(fill.cost()));
    }

    /** One round of lookups. */
    static String line(LookupResult result) {
        return String.format(
                Locale.ROOT,
                "%,d lookups on %d connections: %,.0f/s, %s, %.2f CPU-ms each; %.0f %% of them members",
                result.requests(),
                result.connections(),
                result.perSecond(),
                result.latency(),
                result.cpuMillis(),
                result.members() * 100);
    }

    private static String millis(double millis) {
        return "%.1f".formatted(millis);
    }
}
