package io.tributary.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the kernel's table of processes ({@code /proc}); a process that is gone is an absent answer, not an error. */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int STATE = 0;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int START_TICKS = 19;

    /** USER_HZ is 100 on every Linux architecture that the servers run on. */
    private static final double TICKS_PER_SECOND = 100.0;

    private ProcessTable() {}

    /** Whether the process runs; a zombie does not. */
    public static boolean isRunning(long pid) {
        return fields(pid).map(fields -> !"Z".equals(fields[STATE])).orElse(false);
    }

    /** The start time in kernel ticks: together with the pid it names one process for ever. */
    public static Optional<String> startTicks(long pid) {
        return fields(pid).map(fields -> fields[START_TICKS]);
    }

    /** User and system time so far, in seconds. */
    public static Optional<Double> cpuSeconds(long pid) {
        return fields(pid)
                .map(fields ->
                        (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND);
    }

    /** Resident memory in MiB. */
    public static Optional<Long> residentMiB(long pid) {
        return read(pid, "status")
                .map(RESIDENT::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)) / 1024);
    }

    /** The command line with its arguments parted by spaces. */
    public static Optional<String> commandLine(long pid) {
        return read(pid, "cmdline").map(line -> line.replace('\0', ' '));
    }

    /** The fields after the command's name, which itself may hold blanks and brackets. */
    private static Optional<String[]> fields(long pid) {
        return read(pid, "stat")
                .map(line -> line.substring(line.lastIndexOf(')') + 1).trim().split(" ", -1));
    }

    private static Optional<String> read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8)).filter(text -> !text.isBlank());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
