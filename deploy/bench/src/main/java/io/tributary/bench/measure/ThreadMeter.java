package io.tributary.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * CPU seconds (user and system) of one process by groups of its threads, read from {@code /proc/PID/task} (proc(5)), where a
 * name has its first 15 characters. A thread that ended meanwhile is in no group.
 */
public final class ThreadMeter {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;

    private record Used(String group, double seconds) {}

    private final Path tasks;
    private final UnaryOperator<String> groupOf;
    private Map<Path, Used> before = Map.of();

    /** @param groupOf a thread's group by its name */
    public ThreadMeter(long pid, UnaryOperator<String> groupOf) {
        this(Path.of("/proc", Long.toString(pid), "task"), groupOf);
    }

    ThreadMeter(Path tasks, UnaryOperator<String> groupOf) {
        this.tasks = tasks;
        this.groupOf = groupOf;
    }

    public void begin() {
        before = read();
    }

    /** Since {@link #begin}, by group. */
    public Map<String, Double> seconds() {
        var groups = new HashMap<String, Double>();
        read().forEach((task, now) -> {
            var then = before.get(task);
            groups.merge(now.group(), now.seconds() - (then == null ? 0 : then.seconds()), Double::sum);
        });
        return groups;
    }

    private Map<Path, Used> read() {
        try (var all = Files.list(tasks)) {
            var used = new HashMap<Path, Used>();
            for (var task : all.toList()) {
                add(task, used);
            }
            return used;
        } catch (IOException e) {
            throw new UncheckedIOException("the threads in " + tasks + " cannot be read", e);
        }
    }

    private void add(Path task, Map<Path, Used> used) {
        try {
            var name = Files.readString(task.resolve("comm")).strip();
            used.put(task, new Used(groupOf.apply(name), seconds(Files.readString(task.resolve("stat")))));
        } catch (IOException e) {
            // It ended while it was read.
            used.remove(task);
        }
    }

    private static double seconds(String stat) {
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Double.parseDouble(fields.get(USER_TICKS)) + Double.parseDouble(fields.get(USER_TICKS + 1)))
                / TICKS_PER_SECOND;
    }
}
