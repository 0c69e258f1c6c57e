package io.tributary.gateway.adapter.http.door;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Spring Security's firewall for requests that go past its chains: the same questions, and the same answer to whom it stops.
 * What it would do to an answer before it is written is left out: it looks for line breaks in each header once more, which
 * Netty refuses when a header is set, and each request would pay for it twice.
 */
public record Firewall(ServerWebExchangeFirewall wall, ServerExchangeRejectedHandler refused) {

    Mono<Void> pass(ServerWebExchange exchange, Function<ServerWebExchange, Mono<Void>> inside) {
        var answer = exchange.getResponse();
        return wall.getFirewalledExchange(
                        exchange.mutate().response(new Unwatched(answer)).build())
                .map(guarded -> guarded.mutate().response(answer).build())
                .flatMap(inside)
                .onErrorResume(ServerExchangeRejectedException.class, refusal -> refused.handle(exchange, refusal));
    }

    private static final class Unwatched extends ServerHttpResponseDecorator {

        Unwatched(ServerHttpResponse answer) {
            super(answer);
        }

        @Override
        public void beforeCommit(Supplier<? extends Mono<Void>> action) {}
    }
}
