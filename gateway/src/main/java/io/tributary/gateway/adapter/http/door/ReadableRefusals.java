package io.tributary.gateway.adapter.http.door;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets a web page read what the gateway itself refuses of its events, so that the page's SDK sees the status and when to
 * come back, and not a network error. A refusal holds nothing of a tenant, so every origin may read it; which origins may
 * send is for ingestion to say, whose answers bring these headers themselves.
 */
final class ReadableRefusals {

    private static final List<String> FOR_SDKS = List.of("Retry-After", "X-RateLimit-Reset", "X-Trace-Id");

    private ReadableRefusals() {}

    /** Before the refusal is written; for an answer that has begun there is nothing left to do. */
    static void allow(ServerWebExchange exchange) {
        var origin = exchange.getRequest().getHeaders().getOrigin();
        if (origin == null || exchange.getResponse().isCommitted()) {
            return;
        }
        var headers = exchange.getResponse().getHeaders();
        headers.setAccessControlAllowOrigin(origin);
        headers.setAccessControlExposeHeaders(FOR_SDKS);
        headers.setVary(List.of(HttpHeaders.ORIGIN));
    }
}
