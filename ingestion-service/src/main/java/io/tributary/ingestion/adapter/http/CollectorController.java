package io.tributary.ingestion.adapter.http;

import io.tributary.ingestion.event.CallType;
import io.tributary.ingestion.event.JsonBytes;
import io.tributary.ingestion.intake.AcceptCalls;
import io.tributary.ingestion.intake.CollectorRequest;
import io.tributary.ingestion.intake.Sending;
import java.util.List;
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
    private static final long SMALL_BODY = 64 * 1024;

    /** Where Jitsu's client sends to when it runs on a server. */
    private static final String SERVERS = "/api/s/s2s/";

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
                sender(Credentials.writeKeys(exchange.getRequest())),
                ignored -> Mono.just(ResponseEntity.noContent().build()));
    }

    private Mono<ResponseEntity<CollectorReply>> collect(
            @Nullable CallType route, Sending sending, ServerHttpRequest request) {
        var keys = Credentials.writeKeys(request);
        var refusal = isSmall(request) ? null : acceptCalls.refusal(keys);
        if (refusal != null) {
            return Mono.just(CollectorAnswers.answer(refusal, isStrict(request)));
        }
        return bodies.use(
                request,
                sender(keys),
                body -> acceptCalls
                        .accept(request(route, sending, request, keys, body))
                        .map(it -> CollectorAnswers.answer(it, isStrict(request))));
    }

    /** A body that costs less to read than its key to look up twice. */
    private static boolean isSmall(ServerHttpRequest request) {
        long length = request.getHeaders().getContentLength();
        return length >= 0 && length <= SMALL_BODY;
    }

    private static String sender(List<String> keys) {
        return keys.isEmpty() ? "" : keys.getFirst();
    }

    private static CollectorRequest request(
            @Nullable CallType route, Sending sending, ServerHttpRequest request, List<String> keys, byte[] body) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return new CollectorRequest(route, JsonBytes.of(body), keys, origin == null ? "" : origin, sending);
    }

    private static Sending sending(ServerHttpRequest request) {
        if (request.getHeaders().containsHeader(RETRY_COUNT)) {
            return Sending.AGAIN;
        }
        return request.getPath().value().startsWith(SERVERS) ? Sending.BY_SERVER : Sending.FIRST;
    }

    private static boolean isStrict(ServerHttpRequest request) {
        return "true".equals(request.getQueryParams().getFirst("strict"));
    }
}
