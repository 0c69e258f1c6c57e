package io.tributary.gateway.adapter.http.door;

import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Asks a second service under the same path when the first one says 404. The caller gets the first answer that is not
 * 404, else the second one's 404; each service has its own breaker and time limit. A first service that does not answer is
 * not passed over, because what it would have said is not known; nor is a second one: its 503 or 504 is the answer. Only
 * GET and HEAD without a body are asked twice.
 */
final class AskNext implements GatewayFilter, Ordered {

    /** A service that can be asked: where it is, and what guards it. */
    record Service(Route route, UpstreamGuard guard) {}

    /** A 404 is short; one that does not end costs its connection, not the caller's time. */
    private static final Duration END_OF_404 = Duration.ofSeconds(1);

    private final UpstreamGuard first;
    private final Service next;

    AskNext(UpstreamGuard first, Service next) {
        this.first = first;
        this.next = next;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return first.filter(exchange, chain)
                .then(Mono.defer(() -> isUnknown(exchange) ? askNext(exchange, chain) : Mono.empty()));
    }

    private static boolean isUnknown(ServerWebExchange exchange) {
        return exchange.getResponse().getStatusCode() == HttpStatus.NOT_FOUND && mayAskTwice(exchange.getRequest());
    }

    private static boolean mayAskTwice(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return (HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod()))
                && headers.getContentLength() <= 0
                && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private Mono<Void> askNext(ServerWebExchange exchange, GatewayFilterChain chain) {
        return firstAnswerRead(exchange).then(Mono.defer(() -> {
            ServerWebExchangeUtils.reset(exchange);
            exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, next.route());
            return next.guard().filter(exchange, chain);
        }));
    }

    /** Reads the 404 to its end, so that its connection goes back to the pool and is not closed by the reset. */
    private static Mono<Void> firstAnswerRead(ServerWebExchange exchange) {
        var answered = exchange.getAttributes().remove(ServerWebExchangeUtils.CLIENT_RESPONSE_CONN_ATTR);
        if (!(answered instanceof Connection connection)) {
            return Mono.empty();
        }
        return connection.inbound().receive().then().timeout(END_OF_404).onErrorResume(_ -> {
            connection.dispose();
            return Mono.empty();
        });
    }

    /** Where the guard of a service stands that is asked alone. */
    @Override
    public int getOrder() {
        return first.getOrder();
    }
}
