package io.tributary.bench.evaluation;

import java.io.PrintStream;
import java.util.Locale;

/** The medians as lines for people. */
public final class EvaluationTable {

    private EvaluationTable() {}

    public static void print(PrintStream out, EvaluationResult result) {
        out.printf(
                Locale.ROOT,
                "a hundred rules, of which an event makes %.2f be judged; on one core%n",
                result.rulesPerEvent());
        line(out, "apply and judge, unpacked", result.eventsPerSecond(EvaluationResult.UNPACKED));
        line(out, "decode, apply and judge", result.eventsPerSecond(EvaluationResult.PACKED));
        line(out, "JSON to packed state", result.eventsPerSecond(EvaluationResult.WHOLE));
        line(out, "judge only", result.eventsPerSecond(EvaluationResult.RULES));
        out.printf(Locale.ROOT, "%-28s %10.3f µs a rule%n", "", result.microsPerRule());
    }

    private static void line(PrintStream out, String what, double perSecond) {
        out.printf(Locale.ROOT, "%-28s %,10.0f events/s %8.2f µs%n", what, perSecond, 1e6 / perSecond);
    }
}
