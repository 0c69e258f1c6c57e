package io.tributary.ingestion.adapter.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final List<String> PREFIXES = List.of("/v1/", "/beacon/", "/pixel/", "/sourceConfig", "/api/s/");

    // What the clients of the reference send; whatever else a page asks for is allowed as well, for nothing here trusts
    // it.
    private static final List<String> HEADERS = List.of(
            "authorization",
            "content-type",
            "content-encoding",
            "x-retry-count",
            "anonymousid",
            "sentat",
            "x-write-key");
    private static final int MAX_ASKED = 50;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
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
        headers.setAccessControlAllowHeaders(allowed(request.getHeaders().getAccessControlRequestHeaders()));
        headers.setAccessControlMaxAge(MAX_AGE);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private static List<String> allowed(List<String> asked) {
        return Stream.concat(
                        HEADERS.stream(),
                        asked.stream()
                                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                                .filter(it -> TOKEN.matcher(it).matches())
                                .limit(MAX_ASKED))
                .distinct()
                .toList();
    }
}
