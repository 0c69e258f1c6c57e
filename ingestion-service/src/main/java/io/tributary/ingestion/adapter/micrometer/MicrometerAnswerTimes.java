package io.tributary.ingestion.adapter.micrometer;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The timers {@code http.server.requests} and {@code http.server.requests.active} with the tags that Spring gives them, for
 * POST routes that Spring does not see. Each timer is looked up once: bounded by routes, statuses and kinds of refusals.
 */
public final class MicrometerAnswerTimes {

    private static final String NONE = "none";
    private static final int UNKNOWN = 0;

    private record Answer(String path, int status, String fault) {}

    private final MeterRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<Answer, Timer> timers = new ConcurrentHashMap<>();
    private final LongTaskTimer active;

    public MicrometerAnswerTimes(MeterRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
        // What is not answered yet has the tags of an answer that nothing is known about, as with Spring.
        this.active = registry.more()
                .longTaskTimer(
                        "http.server.requests.active",
                        Tags.of("method", "POST", "uri", "UNKNOWN", "status", "200")
                                .and("outcome", "SUCCESS", "exception", NONE));
    }

    /** Times an answer from the call on; the path of its request is a route without anything variable. */
    public Mono<Void> timed(ServerWebExchange exchange, Mono<Void> answered) {
        long start = nanoTime.getAsLong();
        var running = active.start();
        return answered.doOnSuccess(_ -> record(exchange, status(exchange), NONE, start, running))
                .doOnError(fault -> failed(exchange, fault.getClass().getSimpleName(), start, running))
                .doOnCancel(() -> record(exchange, UNKNOWN, NONE, start, running));
    }

    /** The problem is written further out, which alone knows its status. */
    private void failed(ServerWebExchange exchange, String fault, long start, LongTaskTimer.Sample running) {
        if (exchange.getResponse().isCommitted()) {
            record(exchange, UNKNOWN, fault, start, running);
        } else {
            exchange.getResponse()
                    .beforeCommit(
                            () -> Mono.fromRunnable(() -> record(exchange, status(exchange), fault, start, running)));
        }
    }

    private static int status(ServerWebExchange exchange) {
        var status = exchange.getResponse().getStatusCode();
        return status == null ? 200 : status.value();
    }

    private void record(
            ServerWebExchange exchange, int status, String fault, long start, LongTaskTimer.Sample running) {
        running.stop();
        var path = exchange.getRequest().getPath().value();
        timers.computeIfAbsent(new Answer(path, status, fault), this::timer)
                .record(nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answer answer) {
        return registry.timer(
                "http.server.requests",
                "method",
                "POST",
                "uri",
                answer.path,
                "status",
                answer.status == UNKNOWN ? "UNKNOWN" : Integer.toString(answer.status),
                "outcome",
                outcome(answer.status),
                "exception",
                answer.fault,
                "error",
                answer.fault);
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}
