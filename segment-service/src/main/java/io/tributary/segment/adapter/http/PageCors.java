package io.tributary.segment.adapter.http;

import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets web pages ask for personalisation. A preflight names no key, so every origin is answered; the key's own list of
 * origins is checked when the call itself comes. No cookie is read here, so none is invited.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PageCors implements WebFilter {

    private static final String PATH = "/api/v1/personalization";
    private static final Duration MAX_AGE = Duration.ofDays(1);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin == null || !isForPages(request.getPath().value())) {
            return chain.filter(exchange);
        }
        var headers = exchange.getResponse().getHeaders();
        headers.setAccessControlAllowOrigin(origin);
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!HttpMethod.OPTIONS.equals(request.getMethod())) {
            headers.setAccessControlExposeHeaders(List.of("Retry-After", "X-Trace-Id"));
            return chain.filter(exchange);
        }
        headers.setAccessControlAllowMethods(List.of(HttpMethod.GET, HttpMethod.POST));
        headers.setAccessControlAllowHeaders(List.of("authorization", "content-type", "x-read-key"));
        headers.setAccessControlMaxAge(MAX_AGE);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private static boolean isForPages(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }
}
