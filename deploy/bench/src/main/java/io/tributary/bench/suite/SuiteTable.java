package io.tributary.bench.suite;

import io.tributary.bench.measure.Meter;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps and the backlog as lines for people. */
public final class SuiteTable {

    private static final String LINE = "%-10s %9s %9s %9s %6s %9s %10s %10s %8s %7s %6s %8s  %s%n";

    private SuiteTable() {}

    public static void print(PrintStream out, SuiteResult result) {
        out.printf(
                Locale.ROOT,
                LINE,
                "events/s",
                "accepted",
                "segmented",
                "stored",
                "late",
                "door p99",
                "member p50",
                "member p99",
                "behind",
                "queue",
                "cores",
                "foreign",
                "");
        for (var step : result.steps()) {
            print(out, step);
        }
        for (var step : result.steps()) {
            out.println("CPU-ms an event at " + step.offered() + "/s: "
                    + prices(step.cost().cpuMillisPer(step.passed().accepted())));
        }
        var sustained = result.sustained();
        out.println(
                sustained.isPresent()
                        ? "sustained: " + sustained.getAsInt() + " events/s with " + result.segments() + " segments"
                        : "sustained: not even the first step");
        var backlog = result.backlog();
        var rates = backlog.rates();
        out.printf(
                Locale.ROOT,
                "backlog of %,d events: door %,.0f/s; then, without load, identity %,.0f/s, topology %,.0f/s, event index %,.0f/s%n",
                backlog.events(),
                rates.door(),
                rates.resolved(),
                rates.segmented(),
                rates.stored());
        out.println("CPU-ms an event of the backlog: " + prices(backlog.cost().cpuMillisPer(backlog.events())));
    }

    private static void print(PrintStream out, Step step) {
        double seconds = step.load().seconds();
        out.printf(
                Locale.ROOT,
                LINE,
                "%,d".formatted(step.offered()),
                "%,.0f/s".formatted(step.passed().accepted() / seconds),
                "%,.0f/s".formatted(step.passed().segmented() / seconds),
                "%,.0f/s".formatted(step.passed().stored() / seconds),
                "%.1f %%".formatted(100 * step.load().lateShare()),
                "%.0f ms".formatted(step.load().latency().p99()),
                "%.0f ms".formatted(step.memberships().latency().p50()),
                "%.0f ms".formatted(step.memberships().latency().p99()),
                "%,d".formatted(step.behind().events()),
                "%.1f".formatted(step.cost().runQueue()),
                "%.2f".formatted(cores(step)),
                "%.2f".formatted(step.cost().foreignCores()),
                step.isCarried() ? "carried" : step.reason());
    }

    /** How many cores suite and generator used. */
    private static double cores(Step step) {
        return step.cost().cpuSeconds().values().stream().mapToDouble(it -> it).sum()
                / step.load().seconds();
    }

    private static String prices(Map<String, Double> each) {
        double generator = each.getOrDefault(Meter.GENERATOR, 0.0);
        double sum = each.values().stream().mapToDouble(it -> it).sum() - generator;
        return new TreeMap<>(each)
                        .entrySet().stream()
                                .map(it -> String.format(Locale.ROOT, "%s %.4f", it.getKey(), it.getValue()))
                                .collect(Collectors.joining(", "))
                + String.format(Locale.ROOT, "; the suite together %.4f", sum);
    }
}
