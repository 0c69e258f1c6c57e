package io.tributary.bench.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** A figure beside what it was meant to be. A figure that could not be measured meets nothing. */
public record Aim(String what, OptionalDouble measured, double bound, boolean atMost) {

    public static Aim atMost(String what, double measured, double bound) {
        return atMost(what, OptionalDouble.of(measured), bound);
    }

    public static Aim atMost(String what, OptionalDouble measured, double bound) {
        return new Aim(what, measured, bound, true);
    }

    public static Aim atLeast(String what, OptionalDouble measured, double bound) {
        return new Aim(what, measured, bound, false);
    }

    public boolean isMet() {
        return measured.isPresent() && (atMost ? measured.getAsDouble() <= bound : measured.getAsDouble() >= bound);
    }

    @Override
    public String toString() {
        var figure = measured.isPresent() ? "%.3f".formatted(measured.getAsDouble()) : "not measured";
        return String.format(
                Locale.ROOT,
                "%-7s %-52s %s (aim: at %s %.3f)",
                isMet() ? "met" : "MISSED",
                what,
                figure,
                atMost ? "most" : "least",
                bound);
    }
}
