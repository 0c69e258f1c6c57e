package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.CollectorRequest;
import io.tributary.ingestion.intake.Sending;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The collector's POST routes, long and short, with and without a trailing slash. */
@RestController
public class CollectorController {

    private static final String RETRY_COUNT = "X-Retry-Count";

    private final AcceptCalls acceptCalls;
    private final CollectorBodies bodies;

    public CollectorController(AcceptCalls acceptCalls, CollectorBodies bodies) {
        this.acceptCalls = acceptCalls;
        this.bodies = bodies;
    }

    /** One call; the route names its type. */
    @PostMapping({
        "/v1/{call:identify|track|page|screen|group|alias|merge|i|t|p|s|g|a}",
        "/v1/{call:identify|track|page|screen|group|alias|merge|i|t|p|s|g|a}/",
        "/api/s/{call:identify|track|page|screen|group|alias}",
        "/api/s/{call:identify|track|page|screen|group|alias}/",
        "/api/s/s2s/{call:identify|track|page|screen|group|alias}",
        "/api/s/s2s/{call:identify|track|page|screen|group|alias}/"
    })
    public Mono<ResponseEntity<CollectorReply>> one(@PathVariable String call, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return collect(CallType.named(call), sending(request), request);
    }

    /** Many calls in one envelope; each names its type. */
    @PostMapping({
        "/v1/batch",
        "/v1/batch/",
        "/v1/b",
        "/v1/b/",
        "/v1/import",
        "/v1/import/",
        "/beacon/v1/batch",
        "/beacon/v1/batch/"
    })
    public Mono<ResponseEntity<CollectorReply>> batch(ServerWebExchange exchange) {
        return collect(null, sending(exchange.getRequest()), exchange.getRequest());
    }

    /** A batch of old events from an archive. */
    @PostMapping({"/v1/replay", "/v1/replay/"})
    public Mono<ResponseEntity<CollectorReply>> replay(ServerWebExchange exchange) {
        return collect(null, Sending.REPLAY, exchange.getRequest());
    }

    /** Browser clients report on themselves here; nobody reads it. */
    @PostMapping({"/v1/m", "/v1/m/"})
    public Mono<ResponseEntity<Void>> clientMetrics(ServerWebExchange exchange) {
        return bodies.use(
                exchange.getRequest(),
                ignored -> Mono.just(ResponseEntity.noContent().build()));
    }

    private Mono<ResponseEntity<CollectorReply>> collect(
            @Nullable CallType route, Sending sending, ServerHttpRequest request) {
        return bodies.use(
                request,
                body -> acceptCalls
                        .accept(request(route, sending, request, body))
                        .map(it -> CollectorAnswers.answer(it, isStrict(request))));
    }

    private static CollectorRequest request(
            @Nullable CallType route, Sending sending, ServerHttpRequest request, byte[] body) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return new CollectorRequest(
                route, JsonBytes.of(body), Credentials.writeKeys(request), origin == null ? "" : origin, sending);
    }

    private static Sending sending(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(RETRY_COUNT) ? Sending.AGAIN : Sending.FIRST;
    }

    private static boolean isStrict(ServerHttpRequest request) {
        return "true".equals(request.getQueryParams().getFirst("strict"));
    }
}
