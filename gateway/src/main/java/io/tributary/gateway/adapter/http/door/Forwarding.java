package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.route.Kind;
import io.tributary.gateway.route.PublicRoute;
import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Hands a request to its service through Spring Cloud Gateway's filters, one route per service and kind of traffic. */
public final class Forwarding {

    private record Lane(
            Upstream upstream, Kind kind, @Nullable Upstream next) {

        static Lane of(PublicRoute route) {
            return new Lane(route.upstream(), route.kind(), route.next());
        }

        String id() {
            var alone = upstream.label() + "-" + kind.name().toLowerCase(Locale.ROOT);
            return next == null ? alone : alone + "-then-" + next.label();
        }
    }

    private final FilteringWebHandler filters;
    private final Map<Upstream, URI> services;
    private final Upstreams upstreams;
    private final Map<Lane, Route> routes;

    public Forwarding(
            FilteringWebHandler filters, RoutingTable table, Map<Upstream, URI> services, Upstreams upstreams) {
        this.filters = filters;
        this.services = Map.copyOf(services);
        this.upstreams = upstreams;
        this.routes = table.routes().stream()
                .filter(it -> it.upstream() != Upstream.GATEWAY)
                .map(Lane::of)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), this::route));
    }

    Mono<Void> forward(ServerWebExchange exchange, PublicRoute route) {
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, routeOf(Lane.of(route)));
        return filters.handle(exchange);
    }

    private Route routeOf(Lane lane) {
        var route = routes.get(lane);
        if (route == null) {
            throw new IllegalStateException("no route for " + lane.id());
        }
        return route;
    }

    private Route route(Lane lane) {
        var guard = upstreams.guard(lane.upstream(), lane.kind());
        var next = lane.next();
        return route(lane, next == null ? guard : new AskNext(guard, service(new Lane(next, lane.kind(), null))));
    }

    private AskNext.Service service(Lane lane) {
        var guard = upstreams.guard(lane.upstream(), lane.kind());
        return new AskNext.Service(route(lane, guard), guard);
    }

    private Route route(Lane lane, GatewayFilter filter) {
        return Route.async()
                .id(lane.id())
                .uri(address(lane.upstream()))
                .order(0)
                .asyncPredicate(_ -> Mono.just(true))
                .filter(filter)
                .build();
    }

    private URI address(Upstream upstream) {
        var address = services.get(upstream);
        if (address == null) {
            throw new IllegalStateException("no address for the service " + upstream.label());
        }
        return address;
    }
}
