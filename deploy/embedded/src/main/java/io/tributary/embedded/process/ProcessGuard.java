package io.tributary.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A shell process that holds one end of a pipe whose other end is held by this JVM alone. The kernel closes the pipe
 * when the JVM dies, even by SIGKILL; the shell then stops every process it was told to watch.
 */
final class ProcessGuard {

    private final Process shell;
    private final Writer commands;

    private ProcessGuard(Process shell) {
        this.shell = shell;
        this.commands = shell.outputWriter(StandardCharsets.UTF_8);
    }

    static ProcessGuard start() throws IOException {
        Process shell = new ProcessBuilder(
                        ChildProcesses.inSessionOfItsOwn(List.of("sh", "-c", script(), "tributary-guard")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ProcessGuard(shell);
    }

    private static String script() throws IOException {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IOException("guard.sh is missing from this module's jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The start time goes along, so that the guard never stops a stranger who was given the same pid. */
    void watch(long pid, StopSignal signal) {
        Optional<String> startTicks = ProcessTable.startTicks(pid);
        startTicks.ifPresent(ticks -> send("watch " + pid + ' ' + ticks + ' ' + signal));
    }

    void forget(long pid) {
        send("forget " + pid);
    }

    void deleteWhenOrphaned(Path folder) {
        send("delete " + folder.toAbsolutePath());
    }

    /** Everything was stopped in order: the guard has nothing to do and ends. */
    synchronized void release() throws IOException {
        if (!shell.isAlive()) {
            return;
        }
        send("release");
        commands.close();
        new ChildProcess(shell, StopSignal.TERM).endsWithin(Duration.ofSeconds(5));
    }

    /** A guard that died leaves us unprotected but running: the servers are worth more than their guard. */
    private synchronized void send(String command) {
        try {
            commands.write(command + '\n');
            commands.flush();
        } catch (IOException guardIsGone) {
            shell.destroy();
        }
    }
}
