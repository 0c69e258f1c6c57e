package io.tributary.local.suite;

import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Launch;
import io.tributary.embedded.process.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One guarded child with its log file. It can be killed and started again; a stop waits for its clean end. */
final class ServiceProcess {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int TAIL_LINES = 30;

    private final String name;
    private final ChildProcesses children;
    private final Launch launch;
    private final LogFile log;
    private @Nullable ChildProcess process;

    ServiceProcess(
            String name, ChildProcesses children, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.children = children;
        this.launch = Launch.of(command, log.resolveSibling("."), log).with(environment);
        this.log = new LogFile(log);
    }

    String name() {
        return name;
    }

    synchronized void start() {
        try {
            if (process == null) {
                log.rotate();
            }
            process = children.start(launch);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL, and returns when the process is gone. */
    synchronized void kill() {
        try {
            if (process != null) {
                process.kill();
                process.endsWithin(STOP_LIMIT);
                children.forget(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be killed", e);
        }
    }

    /** SIGTERM without waiting; {@link #stop} waits. */
    synchronized void askToStop() {
        try {
            if (process != null) {
                process.askToStop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be stopped", e);
        }
    }

    synchronized void stop() {
        try {
            if (process != null) {
                process.stop(STOP_LIMIT);
                children.forget(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be stopped", e);
        }
    }

    /** The last lines of the log, for an error message. */
    String logTail() {
        try {
            return log.tail(TAIL_LINES);
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
