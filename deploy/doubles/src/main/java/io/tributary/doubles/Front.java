package io.tributary.doubles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tributary.doubles.inspect.Desk;
import io.tributary.doubles.inspect.Inspection;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.platform.Reply;
import io.tributary.doubles.platform.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes each request to the platform that owns its path, plays the fault that a test has ordered for it, records it, and
 * only then answers.
 */
final class Front implements HttpHandler {

    // The largest body that any platform here takes is 6 MB; more than this is not even read.
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_AT_ONCE = 256;
    private static final int UNDECIDED = 0;

    private final Desk desk;
    private final Inspection inspection;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    Front(Desk desk, InstantSource clock) {
        this.desk = desk;
        this.inspection = new Inspection(desk);
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!places.tryAcquire()) {
                send(
                        exchange,
                        Reply.problem(503, "overloaded", "Too many requests at once.")
                                .with("Retry-After", "1"));
                return;
            }
            try {
                serve(exchange);
            } finally {
                places.release();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException, InterruptedException {
        var request = read(exchange);
        var platform = desk.platforms().stream()
                .filter(candidate -> candidate.owns(request.path()))
                .findFirst();
        if (platform.isEmpty()) {
            send(exchange, inspection.answer(request));
        } else if (request.sizeInBytes() > MOST_BYTES || isEncoded(request)) {
            var reply = Reply.problem(413, "too-large", "The body is larger than 8 MB, or it is encoded.");
            refuse(exchange, platform.get(), request, reply, null);
        } else {
            play(exchange, platform.get(), request);
        }
    }

    private void play(HttpExchange exchange, Platform platform, Request request)
            throws IOException, InterruptedException {
        var fault = desk.faults().take(platform.name(), request);
        if (fault.isEmpty()) {
            answer(exchange, platform, request, null);
            return;
        }
        var name = fault.get().kind().wireName();
        switch (fault.get().kind()) {
            case STATUS -> {
                var reply = platform.failure(fault.get().failure());
                refuse(exchange, platform, request, reply, name);
            }
            case GARBAGE -> refuse(exchange, platform, request, Reply.html("<html>Please sign in"), name);
            case RESET -> record(platform, request, UNDECIDED, name);
            case HANG -> {
                record(platform, request, UNDECIDED, name);
                desk.faults().hang();
            }
            case LOST_RESPONSE -> answered(platform, request, name);
            case DELAY -> {
                desk.faults().hold(fault.get().delay());
                answer(exchange, platform, request, name);
            }
        }
    }

    private void answer(HttpExchange exchange, Platform platform, Request request, @Nullable String fault)
            throws IOException {
        send(exchange, answered(platform, request, fault));
    }

    /** Records in any case, also when the platform's double itself breaks: no request may be missing from the record. */
    private Reply answered(Platform platform, Request request, @Nullable String fault) {
        var status = UNDECIDED;
        try {
            var reply = platform.answer(request);
            status = reply.status();
            return reply;
        } finally {
            record(platform, request, status, fault);
        }
    }

    private void refuse(HttpExchange exchange, Platform platform, Request request, Reply reply, @Nullable String fault)
            throws IOException {
        record(platform, request, reply.status(), fault);
        send(exchange, reply);
    }

    private void record(Platform platform, Request request, int status, @Nullable String fault) {
        desk.requests().append(platform.name(), request, clock.instant(), status, fault);
    }

    /** Reads at most one byte more than is taken; of a body that is larger nothing is kept. */
    private static Request read(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        var uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getRawQuery(),
                headers,
                bytes.length > MOST_BYTES ? "" : new String(bytes, StandardCharsets.UTF_8),
                bytes.length);
    }

    private static boolean isEncoded(Request request) {
        return request.header("content-encoding").isPresent();
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (!reply.contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
