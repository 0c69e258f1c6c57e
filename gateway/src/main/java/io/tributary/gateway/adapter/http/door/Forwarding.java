package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.route.Kind;
import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands a request to its service through Spring Cloud Gateway's filters, one route per service and kind of traffic. */
public final class Forwarding {

    private record Lane(Upstream upstream, Kind kind) {}

    private final FilteringWebHandler filters;
    private final Map<Upstream, Map<Kind, Route>> routes = new EnumMap<>(Upstream.class);

    public Forwarding(FilteringWebHandler filters, Map<Upstream, URI> services, Upstreams upstreams) {
        this.filters = filters;
        services.forEach((upstream, uri) -> {
            var byKind = new EnumMap<Kind, Route>(Kind.class);
            for (var kind : Kind.values()) {
                byKind.put(kind, route(new Lane(upstream, kind), uri, upstreams));
            }
            routes.put(upstream, byKind);
        });
    }

    Mono<Void> forward(ServerWebExchange exchange, RoutingTable.Match match) {
        var byKind = routes.get(match.route().upstream());
        var route = byKind == null ? null : byKind.get(match.route().kind());
        if (route == null) {
            return Mono.error(new IllegalStateException(
                    "no address for the service " + match.route().upstream().label()));
        }
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
        return filters.handle(exchange);
    }

    private static Route route(Lane lane, URI uri, Upstreams upstreams) {
        return Route.async()
                .id(lane.upstream().label() + "-" + lane.kind().name().toLowerCase(Locale.ROOT))
                .uri(uri)
                .order(0)
                .asyncPredicate(_ -> Mono.just(true))
                .filter(upstreams.guard(lane.upstream(), lane.kind()))
                .build();
    }
}
