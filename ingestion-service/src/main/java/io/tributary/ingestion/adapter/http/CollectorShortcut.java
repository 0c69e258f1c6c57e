package io.tributary.ingestion.adapter.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the collector's busiest routes past Spring's firewall straight to their controller: the chains of Spring Security and
 * the handler mappings have nothing to decide there and cost more than reading, judging and writing an event. Only paths that
 * are written exactly as documented, and answers in JSON, come this way; anything else goes the ordinary one, to the same
 * controller and the same answer.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class CollectorShortcut implements WebFilter {

    private static final String BATCH = "";

    /** What Spring Security writes on the ordinary way; HSTS comes with TLS only, which ends before this service. */
    private static final List<Map.Entry<String, String>> SECURITY_HEADERS = List.of(
            Map.entry("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
            Map.entry("Pragma", "no-cache"),
            Map.entry("Expires", "0"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("X-XSS-Protection", "0"),
            Map.entry("Referrer-Policy", "no-referrer"));

    /** What the published clients ask for; anything else is negotiated on the ordinary way. */
    private static final Set<List<String>> ACCEPTED = Set.of(
            List.of(),
            List.of("*/*"),
            List.of("application/json"),
            List.of("application/json, */*"),
            List.of("application/json, text/plain, */*"));

    /** What the paths call for: the name of one call, or a batch. */
    private static final Map<String, String> CALLS = calls();

    /** Spring Security's firewall, and what answers whom it stops. */
    public record Firewall(ServerWebExchangeFirewall wall, ServerExchangeRejectedHandler refused) {}

    /** Wraps what answers a request, to time it. */
    @FunctionalInterface
    public interface AnswerTimes {
        Mono<Void> timed(ServerWebExchange exchange, Mono<Void> answered);
    }

    private final CollectorController collector;
    private final JsonMapper json;
    private final AnswerTimes times;
    private final Firewall firewall;

    public CollectorShortcut(CollectorController collector, JsonMapper json, AnswerTimes times, Firewall firewall) {
        this.collector = collector;
        this.json = json;
        this.times = times;
        this.firewall = firewall;
    }

    private static Map<String, String> calls() {
        var calls = new HashMap<String, String>();
        for (var call :
                List.of("identify", "track", "page", "screen", "group", "alias", "i", "t", "p", "s", "g", "a")) {
            calls.put("/v1/" + call, call);
        }
        for (var batch : List.of("batch", "b", "import")) {
            calls.put("/v1/" + batch, BATCH);
        }
        return Map.copyOf(calls);
    }

    /** Whether the request is answered, and timed, here. */
    public static boolean takes(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && CALLS.containsKey(request.getPath().value())
                && ACCEPTED.contains(request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!takes(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return times.timed(exchange, behindTheFirewall(exchange));
    }

    /**
     * Not the answer: the firewall would look for line breaks in each of its headers once more before it is written, which
     * Netty refuses when a header is set, and that costs a tenth of a single call.
     */
    private Mono<Void> behindTheFirewall(ServerWebExchange exchange) {
        var answer = exchange.getResponse();
        return firewall.wall
                .getFirewalledExchange(
                        exchange.mutate().response(new Unwatched(answer)).build())
                .flatMap(guarded -> answer(guarded, answer))
                .onErrorResume(
                        ServerExchangeRejectedException.class, refusal -> firewall.refused.handle(exchange, refusal));
    }

    private Mono<Void> answer(ServerWebExchange guarded, ServerHttpResponse response) {
        var call = CALLS.getOrDefault(guarded.getRequest().getPath().value(), BATCH);
        var headers = response.getHeaders();
        SECURITY_HEADERS.forEach(it -> headers.set(it.getKey(), it.getValue()));
        return (call.equals(BATCH) ? collector.batch(guarded) : collector.one(call, guarded))
                .flatMap(it -> write(response, it));
    }

    private Mono<Void> write(ServerHttpResponse response, ResponseEntity<CollectorReply> answer) {
        byte[] body = json.writeValueAsBytes(answer.getBody());
        response.setStatusCode(answer.getStatusCode());
        var headers = response.getHeaders();
        answer.getHeaders().forEach(headers::addAll);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static final class Unwatched extends ServerHttpResponseDecorator {

        Unwatched(ServerHttpResponse answer) {
            super(answer);
        }

        @Override
        public void beforeCommit(Supplier<? extends Mono<Void>> action) {}
    }
}
