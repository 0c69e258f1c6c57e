package io.tributary.gateway.adapter.http.door;

import java.util.function.Function;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spring Security's firewall for requests that go past its chains: the same questions, and the same answer to whom it stops. */
public record Firewall(ServerWebExchangeFirewall wall, ServerExchangeRejectedHandler refused) {

    Mono<Void> pass(ServerWebExchange exchange, Function<ServerWebExchange, Mono<Void>> inside) {
        return wall.getFirewalledExchange(exchange)
                .flatMap(inside)
                .onErrorResume(ServerExchangeRejectedException.class, refusal -> refused.handle(exchange, refusal));
    }
}
