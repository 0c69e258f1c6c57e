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
}
