package io.tributary.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Watches the whole machine during a run ({@code /proc/stat}, proc(5)): run queue and CPU of everybody. */
public final class Machine implements AutoCloseable {

    /**
     * Means over the time that was watched.
     *
     * @param runQueue number of tasks that run or want to
     * @param busyCores number of cores in use, by anybody
     */
    public record Use(double runQueue, double busyCores) {}

    private static final Path STAT = Path.of("/proc/stat");
    private static final long LOOK_EVERY_NANOS = 50_000_000;
    private static final double TICKS_PER_SECOND = 100;
    // Fields of the line "cpu": user nice system idle iowait irq softirq steal.
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread watcher =
            Thread.ofPlatform().name("run-queue").daemon().unstarted(this::watch);
    private final long startNanos = System.nanoTime();
    private final double startTicks = busyTicks(lines());
    private double looks;
    private double running;

    /** Begins to watch. */
    public Machine() {
        watcher.start();
    }

    private void watch() {
        while (!stopped.get()) {
            look(runningTasks(lines()));
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private synchronized void look(double now) {
        looks++;
        running += now;
    }

    /** Since the beginning. */
    public synchronized Use use() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        double ticks = busyTicks(lines()) - startTicks;
        return new Use(looks == 0 ? 0 : running / looks, ticks / TICKS_PER_SECOND / seconds);
    }

    static double runningTasks(List<String> stat) {
        return stat.stream()
                .filter(it -> it.startsWith("procs_running "))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.indexOf(' ') + 1)))
                // The look itself runs.
                .map(it -> Math.max(0, it - 1))
                .findFirst()
                .orElse(0);
    }

    /** Everything that is neither idle nor waiting for a disk; stolen time is busy for somebody else's machine. */
    static double busyTicks(List<String> stat) {
        var fields = stat.getFirst().split(" +", -1);
        double busy = 0;
        for (int field = 1; field < STEAL; field++) {
            if (field != IDLE && field != IOWAIT) {
                busy += Double.parseDouble(fields[field]);
            }
        }
        return busy;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(STAT);
        } catch (IOException e) {
            throw new UncheckedIOException("/proc/stat cannot be read", e);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        LockSupport.unpark(watcher);
    }
}
