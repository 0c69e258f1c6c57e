package io.tributary.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A pid file: names the process of an earlier run beyond doubt (pid, start time and a word of its command line), so that
 * a stranger who was given the same pid is never stopped.
 */
public record StaleProcess(Path pidFile, String wordOfCommandLine) {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration TURN = Duration.ofMillis(100);

    /** Writes down who runs now. */
    public void record(long pid) throws IOException {
        Files.createDirectories(pidFile.toAbsolutePath().getParent());
        Files.writeString(pidFile, pid + " " + ProcessTable.startTicks(pid).orElse("?"));
    }

    /** Removes the file: its process was stopped in order. */
    public void forget() throws IOException {
        Files.deleteIfExists(pidFile);
    }

    /** Stops what an earlier run left behind; true when there was something to stop. */
    public boolean stop(StopSignal signal) throws IOException {
        Optional<Long> pid = survivor();
        if (pid.isPresent()) {
            Signals.send(pid.get(), signal);
            if (!goneWithin(pid.get(), LIMIT)) {
                ProcessHandle.of(pid.get()).ifPresent(ProcessHandle::destroyForcibly);
                goneWithin(pid.get(), LIMIT);
            }
        }
        forget();
        return pid.isPresent();
    }

    private Optional<Long> survivor() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String[] words = Files.readString(pidFile).strip().split(" ", -1);
        if (words.length != 2 || !words[0].matches("\\d{1,10}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(words[0]);
        boolean same = ProcessTable.isRunning(pid)
                && ProcessTable.startTicks(pid).filter(words[1]::equals).isPresent()
                && ProcessTable.commandLine(pid)
                        .filter(line -> line.contains(wordOfCommandLine))
                        .isPresent();
        return same ? Optional.of(pid) : Optional.empty();
    }

    private static boolean goneWithin(long pid, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (ProcessTable.isRunning(pid) && System.nanoTime() < end) {
            LockSupport.parkNanos(TURN.toNanos());
        }
        return !ProcessTable.isRunning(pid);
    }
}
