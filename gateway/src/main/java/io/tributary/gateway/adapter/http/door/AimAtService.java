package io.tributary.gateway.adapter.http.door;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Aims a request at its service: that address, with path and query exactly as the caller wrote them. Stands in for
 * {@link RouteToRequestUrlFilter}, which takes each URI apart and puts it together again.
 */
public final class AimAtService implements GlobalFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        exchange.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                        at(route.getUri(), exchange.getRequest().getURI()));
        return chain.filter(exchange);
    }

    private static URI at(URI service, URI asked) {
        var address = service.getScheme() + "://" + service.getRawAuthority() + asked.getRawPath();
        return URI.create(asked.getRawQuery() == null ? address : address + "?" + asked.getRawQuery());
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;
    }
}
