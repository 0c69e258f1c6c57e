package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.adapter.http.problem.TraceId;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request a trace id, hands it on as {@code traceparent} and answers it as {@code X-Trace-Id}. */
public final class TraceFilter implements WebFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var parent = TraceId.begin(exchange);
        var traced = exchange.mutate()
                .request(request -> request.headers(headers -> headers.set(TraceId.HEADER, parent)))
                .build();
        // At the end, so that a service's own header is replaced and not doubled.
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(
                        () -> exchange.getResponse().getHeaders().set(TraceId.ANSWER_HEADER, TraceId.of(exchange))));
        return chain.filter(traced);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
