package io.tributary.embedded.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One child of this JVM: knows its pid, waits for its end and stops it. */
public final class ChildProcess {

    private final Process process;
    private final StopSignal stopSignal;

    ChildProcess(Process process, StopSignal stopSignal) {
        this.process = process;
        this.stopSignal = stopSignal;
    }

    /** The pid of the program itself: no wrapper stands between. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end, at most this long; true when it has ended. */
    public boolean endsWithin(Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while waiting for a process").initCause(interrupted);
        }
    }

    /** The exit code of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks it to stop and kills it when it has not ended within the limit; true when it ended by itself. */
    public boolean stop(Duration limit) throws IOException {
        if (!isAlive()) {
            return true;
        }
        askToStop();
        if (endsWithin(limit)) {
            return true;
        }
        kill();
        return false;
    }

    /** Sends the stop signal and does not wait. */
    public void askToStop() throws IOException {
        Signals.send(pid(), stopSignal);
    }

    /** Ends it with SIGKILL and waits until it is gone. */
    public void kill() throws IOException {
        process.destroyForcibly();
        endsWithin(Duration.ofSeconds(10));
    }
}
