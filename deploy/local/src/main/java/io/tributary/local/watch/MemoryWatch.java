package io.tributary.local.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The memory of one Java process: what the system counts as resident, and what its heap holds after a collection. */
public final class MemoryWatch implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long COLLECTS_WITHIN_SECONDS = 30;
    private static final int KIBI = 1024;

    private final long pid;
    private final URI management;
    private final Thread looking =
            Thread.ofPlatform().name("memory-watch").daemon().unstarted(this::look);
    private volatile boolean closed;
    private volatile long peak;

    public MemoryWatch(long pid, URI management) {
        this.pid = pid;
        this.management = management;
    }

    /** Looks every 50 ms from now on. */
    public void start() {
        peak = resident();
        looking.start();
    }

    private void look() {
        try {
            while (!closed) {
                peak = Math.max(peak, resident());
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** MiB, the most since the start. */
    public long peak() {
        return peak;
    }

    /** MiB now. */
    public long resident() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(it -> it.startsWith("VmRSS:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / KIBI)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the process " + pid + " has ended", e);
        }
    }

    /** MiB of heap that are in use when everything that nobody holds is gone. */
    public long heapAfterCollection() throws InterruptedException {
        collect();
        double bytes = new Metrics().of(management, "area=\"heap\"").getOrDefault("jvm_memory_used_bytes", 0.0);
        return Math.round(bytes / KIBI / KIBI);
    }

    private void collect() throws InterruptedException {
        try {
            var jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!jcmd.waitFor(COLLECTS_WITHIN_SECONDS, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                throw new IllegalStateException("process " + pid + " does not collect its garbage on demand");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd cannot be started", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        looking.interrupt();
    }
}
