package io.tributary.local.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until a process answers its probe with 200; one that ends instead is reported with the end of its log. */
final class Readiness {

    private static final Duration TRY = Duration.ofSeconds(3);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TRY).build();
    private final long deadline;

    Readiness(Duration within) {
        this.deadline = System.nanoTime() + within.toNanos();
    }

    void await(ServiceProcess process, URI probe) {
        while (!answers(probe)) {
            if (!process.alive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(process.name()
                        + (process.alive() ? " does not become ready:\n" : " ended instead of becoming ready:\n")
                        + process.logTail());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean answers(URI probe) {
        try {
            var request = HttpRequest.newBuilder(probe).timeout(TRY).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + probe, e);
        }
    }
}
