package io.tributary.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run used.
 *
 * @param cpuSeconds by process, the generator included
 * @param foreignCores mean number of cores that processes of others used: above a few tenths, wall times mean little
 */
public record Cost(Map<String, Double> cpuSeconds, double runQueue, double foreignCores) {

    static Cost of(Map<String, Double> cpuSeconds, Machine.Use machine, double seconds) {
        double ours = cpuSeconds.values().stream().mapToDouble(it -> it).sum() / seconds;
        return new Cost(cpuSeconds, machine.runQueue(), Math.max(0, machine.busyCores() - ours));
    }

    /** CPU milliseconds for each of so many events, by process. */
    public Map<String, Double> cpuMillisPer(long events) {
        var each = new LinkedHashMap<String, Double>();
        cpuSeconds.forEach((name, seconds) -> each.put(name, events == 0 ? 0 : seconds * 1_000 / events));
        return each;
    }

    /**
     * Of so many events, those that one core gets through in a second, of which each of these processes takes its part;
     * 0 when they used less than the clock of processes can tell, a hundredth of a second: that is no rate.
     */
    public double eventsPerCoreSecond(long events, String... processes) {
        double used = 0;
        for (var process : processes) {
            used += cpuSeconds.getOrDefault(process, 0.0);
        }
        return used > 0 ? events / used : 0;
    }
}
