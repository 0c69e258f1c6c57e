package io.tributary.bench.ceiling;

import io.tributary.embedded.process.ChildProcess;
import io.tributary.embedded.process.ChildProcesses;
import io.tributary.embedded.process.Launch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ceiling program as a process of its own, so that its CPU is not the generator's. */
public final class NoOpProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 50_000_000;

    private final ChildProcesses children;
    private final ChildProcess process;
    private final int port;

    private NoOpProcess(ChildProcesses children, ChildProcess process, int port) {
        this.children = children;
        this.process = process;
        this.port = port;
    }

    /** Returns when it takes connections. */
    public static NoOpProcess start(int port, Path log) {
        try {
            var children = ChildProcesses.open();
            var command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    ownClassPath(),
                    NoOpServer.class.getName(),
                    Integer.toString(port));
            var started =
                    new NoOpProcess(children, children.start(Launch.of(command, log.resolveSibling("."), log)), port);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the ceiling program cannot be started", e);
        }
    }

    /** Absolute, because the child runs in another folder. */
    private static String ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(it -> Path.of(it).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the ceiling program does not take connections on port " + port);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            children.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ceiling program could not be stopped", e);
        }
    }
}
