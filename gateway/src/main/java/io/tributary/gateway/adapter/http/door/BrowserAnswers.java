package io.tributary.gateway.adapter.http.door;

import java.util.List;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets a web page read what the gateway itself answers on the routes that pages call: without these headers a browser hides
 * the status, and a client takes "too many requests" for a broken network. The services say it for their own answers.
 */
final class BrowserAnswers {

    private static final List<String> EXPOSED = List.of("Retry-After", "X-RateLimit-Reset", "X-Trace-Id");

    private BrowserAnswers() {}

    static void readable(ServerWebExchange exchange) {
        var origin = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin != null) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> addToOwn(exchange, origin)));
        }
    }

    /** What a service leaves out it leaves out on purpose. */
    private static void addToOwn(ServerWebExchange exchange, String origin) {
        if (!exchange.getAttributes().containsKey(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR)) {
            var headers = exchange.getResponse().getHeaders();
            headers.setAccessControlAllowOrigin(origin);
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            headers.setAccessControlExposeHeaders(EXPOSED);
        }
    }
}
