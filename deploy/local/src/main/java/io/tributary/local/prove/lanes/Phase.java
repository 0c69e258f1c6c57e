package io.tributary.local.prove.lanes;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The live events that were due in one stretch of the proof. */
record Phase(String name, List<Ping> pings) {

    private static final String ROW = "%-26s %8s %9s %9s   %9s %9s   %9s %9s";

    static String header() {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        "live events, milliseconds",
                        "sent",
                        "accept",
                        "",
                        "resolved",
                        "",
                        "segmented",
                        "")
                + "\n"
                + String.format(Locale.ROOT, ROW, "", "", "p50", "p99", "p50", "p99", "p50", "p99");
    }

    String row() {
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                pings.size(),
                text(percentile(Ping::acceptedMillis, 50)),
                text(percentile(Ping::acceptedMillis, 99)),
                text(percentile(Ping::resolvedMillis, 50)),
                text(percentile(Ping::resolvedMillis, 99)),
                text(percentile(Ping::segmentedMillis, 50)),
                text(percentile(Ping::segmentedMillis, 99)));
    }

    /** The smallest value that so many in a hundred do not exceed; not a number without any. */
    double percentile(ToDoubleFunction<Ping> value, int percent) {
        double[] sorted = pings.stream().mapToDouble(value).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(sorted.length * percent / 100.0) - 1];
    }

    long notAccepted() {
        return pings.stream().filter(it -> it.status != 200).count();
    }

    /** Promised, and not in the segment yet. */
    long lost() {
        return pings.stream()
                .filter(it -> it.status == 200 && it.segmented == 0)
                .count();
    }

    private static String text(double millis) {
        return Double.isNaN(millis)
                ? "-"
                : Double.isInfinite(millis) ? "never" : String.format(Locale.ROOT, "%.1f", millis);
    }
}
