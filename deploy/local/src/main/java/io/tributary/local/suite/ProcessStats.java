package io.tributary.local.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory and CPU of a process and all its descendants, read from {@code /proc}. Memory is the proportional set size, so
 * that pages shared between PostgreSQL's processes are not counted several times.
 */
public final class ProcessStats {

    private static final int KIBIBYTES_PER_MEBIBYTE = 1024;
    /** utime and stime, counted behind the command's closing parenthesis (proc(5)). */
    private static final int USER_TICKS = 11;

    private static final double TICKS_PER_SECOND = 100.0;

    private ProcessStats() {}

    public static long memoryInMebibytes(long pid) {
        long kibibytes = 0;
        for (long each : family(pid)) {
            kibibytes += proportionalSetSize(each);
        }
        return kibibytes / KIBIBYTES_PER_MEBIBYTE;
    }

    public static double cpuSeconds(long pid) {
        double ticks = 0;
        for (long each : family(pid)) {
            ticks += ticks(each);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Of the process alone, without the processes that it started. */
    public static double ownCpuSeconds(long pid) {
        return ticks(pid) / TICKS_PER_SECOND;
    }

    private static List<Long> family(long pid) {
        var pids = new ArrayList<Long>();
        pids.add(pid);
        ProcessHandle.of(pid).ifPresent(it -> it.descendants().forEach(child -> pids.add(child.pid())));
        return pids;
    }

    private static long proportionalSetSize(long pid) {
        for (var line : lines(pid, "smaps_rollup")) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private static double ticks(long pid) {
        for (var line : lines(pid, "stat")) {
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Double.parseDouble(fields[USER_TICKS]) + Double.parseDouble(fields[USER_TICKS + 1]);
        }
        return 0;
    }

    /** No lines for a process that has just ended. */
    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            return List.of();
        }
    }
}
