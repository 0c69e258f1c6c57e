package io.tributary.bench.measure;

import io.tributary.local.suite.ProcessStats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * CPU seconds (user and system) that named processes used between two readings of {@code /proc}. Their children count as
 * theirs, as PostgreSQL's must; this process is read alone, because all the others are its children.
 */
public final class CpuMeter {

    private final Map<String, Long> pids;
    private final LongToDoubleFunction cpuSeconds;
    private Map<String, Double> before = Map.of();

    public CpuMeter(Map<String, Long> pidsByName) {
        this(pidsByName, CpuMeter::read);
    }

    CpuMeter(Map<String, Long> pidsByName, LongToDoubleFunction cpuSeconds) {
        this.pids = new LinkedHashMap<>(pidsByName);
        this.cpuSeconds = cpuSeconds;
    }

    private static double read(long pid) {
        return pid == ProcessHandle.current().pid() ? ProcessStats.ownCpuSeconds(pid) : ProcessStats.cpuSeconds(pid);
    }

    public void begin() {
        before = read();
    }

    /** Since {@link #begin}, by name, in the order of the names. */
    public Map<String, Double> seconds() {
        var used = read();
        used.replaceAll((name, now) -> Math.max(0, now - before.getOrDefault(name, now)));
        return used;
    }

    private Map<String, Double> read() {
        var seconds = new LinkedHashMap<String, Double>();
        pids.forEach((name, pid) -> seconds.put(name, cpuSeconds.applyAsDouble(pid)));
        return seconds;
    }
}
