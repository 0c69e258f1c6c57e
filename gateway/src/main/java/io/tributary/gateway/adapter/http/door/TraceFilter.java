package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.adapter.http.problem.TraceId;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request a trace id and answers it as {@code X-Trace-Id}; {@link ForwardedHeaders} hands it on. */
public final class TraceFilter implements WebFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        TraceId.begin(exchange);
        // At the end, so that a service's own header is replaced and not doubled.
        exchange.getResponse()
                .beforeCommit(() -> Mono.fromRunnable(
                        () -> exchange.getResponse().getHeaders().set(TraceId.ANSWER_HEADER, TraceId.of(exchange))));
        return chain.filter(exchange);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
