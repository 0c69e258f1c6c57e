package io.tributary.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** The two signals that make a process stand still and go on; the process API of Java does not know them. */
public enum PauseSignal {
    STOP,
    CONT;

    private static final long PATIENCE_SECONDS = 5;

    /** Fails when there is no such process. */
    public void send(long pid) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("process " + pid + " does not take SIG" + name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the signal cannot be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", e);
        }
    }
}
