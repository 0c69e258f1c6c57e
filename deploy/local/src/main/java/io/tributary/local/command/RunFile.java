package io.tributary.local.command;

import io.tributary.local.suite.DataDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;

/** Where the run that is up on a data directory can be reached; written when it is ready, deleted when it stops. */
record RunFile(long pid, String gateway, String tokenUrl) {

    static RunFile read(DataDir data) {
        var lines = new Properties();
        try (var in = Files.newBufferedReader(data.runFile())) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing runs on " + data.root() + ": start deploy/up first", e);
        }
        return new RunFile(
                Long.parseLong(lines.getProperty("pid", "0")),
                lines.getProperty("gateway", ""),
                lines.getProperty("tokenUrl", ""));
    }

    /** Whether a living run holds the directory. */
    static boolean alive(DataDir data) {
        return Files.exists(data.runFile())
                && ProcessHandle.of(read(data).pid())
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    void write(DataDir data) {
        try {
            Files.writeString(data.runFile(), "pid=" + pid + "\ngateway=" + gateway + "\ntokenUrl=" + tokenUrl + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the run file cannot be written", e);
        }
    }

    static void delete(DataDir data) {
        try {
            Files.deleteIfExists(data.runFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the run file cannot be deleted", e);
        }
    }
}
