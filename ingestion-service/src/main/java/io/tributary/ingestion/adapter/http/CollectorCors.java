package io.tributary.ingestion.adapter.http;

import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets web pages call the collector. A preflight names no key, so every origin is answered; the source's own list of
 * origins is checked when the call itself comes. No cookie is read here, so none is invited.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class CollectorCors implements WebFilter {

    private static final List<String> PREFIXES = List.of("/v1/", "/beacon/", "/pixel/", "/sourceConfig");
    private static final Duration MAX_AGE = Duration.ofDays(1);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (PREFIXES.stream().noneMatch(path::startsWith)) {
            return chain.filter(exchange);
        }
        var headers = exchange.getResponse().getHeaders();
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin != null) {
            headers.setAccessControlAllowOrigin(origin);
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            headers.setAccessControlExposeHeaders(List.of("Retry-After", "X-RateLimit-Reset", "X-Trace-Id"));
        }
        if (!HttpMethod.OPTIONS.equals(request.getMethod())) {
            return chain.filter(exchange);
        }
        headers.setAccessControlAllowMethods(List.of(HttpMethod.POST, HttpMethod.GET));
        headers.setAccessControlAllowHeaders(
                List.of("authorization", "content-type", "content-encoding", "x-retry-count", "anonymousid"));
        headers.setAccessControlMaxAge(MAX_AGE);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
