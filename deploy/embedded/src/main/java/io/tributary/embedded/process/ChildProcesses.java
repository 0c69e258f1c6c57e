package io.tributary.embedded.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Owns every child of this JVM. Closing stops what still runs, the youngest first; when the JVM dies without closing, a
 * small guard process does the same. Children do not get the terminal's Ctrl-C: their owner decides the order.
 */
public final class ChildProcesses implements AutoCloseable {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final ProcessGuard guard;
    private final Deque<ChildProcess> children = new ArrayDeque<>();
    private final ReentrantLock closing = new ReentrantLock();
    private final Thread hook = new Thread(this::stopAtTheEnd, "tributary-children-stop");
    private boolean closed;

    private ChildProcesses(ProcessGuard guard) {
        this.guard = guard;
    }

    /** Starts the guard; when the JVM ends in order, the children are stopped first. */
    public static ChildProcesses open() throws IOException {
        ChildProcesses children = new ChildProcesses(ProcessGuard.start());
        Runtime.getRuntime().addShutdownHook(children.hook);
        return children;
    }

    /** Starts a child under guard; its output is appended to the launch's log file, its input is empty. */
    public ChildProcess start(Launch launch) throws IOException {
        ProcessBuilder builder = builder(launch)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        return started(builder, launch.stopSignal()).child();
    }

    /** Starts a child whose output the caller reads. */
    public Piped startPiped(Launch launch) throws IOException {
        return started(builder(launch).redirectErrorStream(true), launch.stopSignal());
    }

    private static ProcessBuilder builder(Launch launch) throws IOException {
        Files.createDirectories(launch.folder());
        ProcessBuilder builder = new ProcessBuilder(inSessionOfItsOwn(launch.command()))
                .directory(launch.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(launch.environment());
        return builder;
    }

    /** The lock covers the moment between birth and guard, so that closing in another thread misses no child. */
    private synchronized Piped started(ProcessBuilder builder, StopSignal signal) throws IOException {
        if (closed) {
            throw new IOException("stopping: no further process is started");
        }
        Process process = builder.start();
        ChildProcess child = new ChildProcess(process, signal);
        children.push(child);
        guard.watch(child.pid(), signal);
        return new Piped(child, process);
    }

    /** Forgets a child that has ended, so that a stranger who gets its pid later is safe. */
    public synchronized void forget(ChildProcess child) {
        children.remove(child);
        guard.forget(child.pid());
    }

    /** A throw-away folder that the guard deletes if this JVM does not live to do it. */
    public void deleteWhenOrphaned(Path folder) {
        guard.deleteWhenOrphaned(folder);
    }

    /** Whether stopping has begun. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Stops what still runs and releases the guard; a second call waits for the first and does nothing. */
    @Override
    public void close() throws IOException {
        stopAll();
        guard.release();
        ShutdownHooks.remove(hook);
    }

    private void stopAll() throws IOException {
        closing.lock();
        try {
            for (ChildProcess child : remaining()) {
                child.stop(STOP_LIMIT);
            }
        } finally {
            closing.unlock();
        }
    }

    /** The guard is not released: whoever should have closed us did not, so it still has to delete what is thrown away. */
    private void stopAtTheEnd() {
        try {
            stopAll();
        } catch (IOException failure) {
            // The guard sees our end and stops what is left.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ChildProcess> remaining() {
        closed = true;
        List<ChildProcess> left = new ArrayList<>(children);
        children.clear();
        return left;
    }

    /** setsid replaces itself by the command, because a child of a JVM never leads its group: the pid stays. */
    static List<String> inSessionOfItsOwn(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of(SETSID.toString()));
        whole.addAll(command);
        return whole;
    }

    /** A child together with the stream of its output. */
    public record Piped(ChildProcess child, Process process) {}
}
