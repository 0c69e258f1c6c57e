package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.adapter.http.problem.TraceId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service is told about the caller: the address that really connected. What the caller says about itself in
 * forwarding or tenant headers is dropped, unless a trusted proxy stands in front. The request's trace id goes with it.
 * Everything else passes untouched.
 */
public final class ForwardedHeaders implements HttpHeadersFilter, Ordered {

    private static final String FOR = "X-Forwarded-For";
    private static final List<String> DROPPED_STARTS = List.of("x-tenant", "x-cdp-", "x-forwarded-");
    // Expect was answered here already, and the offer of HTTP/2 is for this connection only.
    private static final Set<String> DROPPED = Set.of("forwarded", "x-real-ip", "expect", "http2-settings");

    private final boolean trusting;

    public ForwardedHeaders(boolean trusting) {
        this.trusting = trusting;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var kept = new HttpHeaders();
        input.forEach((name, values) -> {
            if (passes(name.toLowerCase(Locale.ROOT))) {
                kept.addAll(name, values);
            }
        });
        var parent = TraceId.parentOf(exchange);
        if (parent != null) {
            kept.set(TraceId.HEADER, parent);
        }
        var address = exchange.getRequest().getRemoteAddress();
        if (address != null) {
            kept.add(FOR, address.getAddress().getHostAddress());
        }
        return kept;
    }

    private boolean passes(String name) {
        if (trusting && name.startsWith("x-forwarded-")) {
            return true;
        }
        for (var start : DROPPED_STARTS) {
            if (name.startsWith(start)) {
                return false;
            }
        }
        return !DROPPED.contains(name);
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
