package io.tributary.bench.identity;

import io.tributary.bench.report.Aim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What resolution is meant to reach: a rate at few new identifiers, and work per event that hardly grows with the graph. */
public final class IdentityAims {

    private static final double EVENTS_PER_CORE_SECOND = 30_000;
    /** The share of new identifiers up to which the rate is meant. */
    private static final double FEW = 0.05;

    private static final double EXPONENT = 0.1;

    private IdentityAims() {}

    public static List<Aim> judge(List<IdentityResult> results) {
        var aims = new ArrayList<Aim>();
        results.stream()
                .filter(it -> it.cell().share() <= FEW)
                .map(it -> Aim.atLeast(
                        it.cell() + ": events resolved by one core in a second",
                        OptionalDouble.of(it.eventsPerCoreSecond()),
                        EVENTS_PER_CORE_SECOND))
                .forEach(aims::add);
        results.stream()
                .map(it -> it.cell().share())
                .distinct()
                .map(share -> results.stream()
                        .filter(it -> it.cell().share() == share)
                        .sorted(Comparator.comparingInt(it -> it.cell().identifiers()))
                        .toList())
                .filter(it -> it.size() > 1)
                .map(it -> growth(it.getFirst(), it.getLast()))
                .forEach(aims::add);
        return aims;
    }

    private static Aim growth(IdentityResult small, IdentityResult large) {
        return Aim.atMost(
                String.format(
                        Locale.ROOT,
                        "%.0f %% new: exponent of the work for an event",
                        small.cell().share() * 100),
                exponent(small, large),
                EXPONENT);
    }

    /** Of the power of the graph's size with which the work for an event grows: 0 is flat, 1 is in proportion. */
    static double exponent(IdentityResult small, IdentityResult large) {
        return Math.log(large.millisPerEvent() / small.millisPerEvent())
                / Math.log((double) large.cell().identifiers() / small.cell().identifiers());
    }
}
