package io.tributary.embedded;

import io.tributary.embedded.server.RunningServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Starts PostgreSQL first, because Keycloak needs it and it takes no time, then the others side by side. */
final class StartOrder {

    private final Map<ServerKind, RunningServer> servers;
    private final BackendsSpec spec;

    StartOrder(Map<ServerKind, RunningServer> servers, BackendsSpec spec) {
        this.servers = servers;
        this.spec = spec;
    }

    void run() throws IOException {
        RunningServer postgres = servers.get(ServerKind.POSTGRES);
        if (postgres != null) {
            start(ServerKind.POSTGRES, postgres);
        }
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            startTheOthers(new ExecutorCompletionService<>(threads));
        } finally {
            // After a failure the other waits are interrupted; after success there is nothing to interrupt.
            threads.shutdownNow();
        }
    }

    private void startTheOthers(CompletionService<@Nullable Void> threads) throws IOException {
        int waiting = 0;
        for (Map.Entry<ServerKind, RunningServer> server : servers.entrySet()) {
            if (server.getKey() != ServerKind.POSTGRES) {
                threads.submit(() -> {
                    start(server.getKey(), server.getValue());
                    return null;
                });
                waiting++;
            }
        }
        for (; waiting > 0; waiting--) {
            awaitNext(threads);
        }
    }

    private static void awaitNext(CompletionService<@Nullable Void> threads) throws IOException {
        try {
            threads.take().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while starting").initCause(interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException cause
                    ? cause
                    : new IOException("a server could not be started", failure.getCause());
        }
    }

    private void start(ServerKind kind, RunningServer server) throws IOException {
        long begin = System.nanoTime();
        server.launch();
        server.awaitReady(spec.tuning().startLimit());
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        spec.progress()
                .say(
                        kind.label(),
                        String.format(
                                Locale.ROOT,
                                "ready at %s after %.1f s (pid %s)",
                                server.recipe().address(),
                                seconds,
                                server.pid().map(String::valueOf).orElse("?")));
    }
}
