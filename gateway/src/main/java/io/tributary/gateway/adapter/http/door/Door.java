package io.tributary.gateway.adapter.http.door;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import io.tributary.gateway.route.Kind;
import io.tributary.gateway.route.RoutingTable;
import io.tributary.gateway.route.Upstream;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Decides for each request which way it goes. Requests of the services never reach Spring's handler mappings, which
 * would answer a browser's CORS preflight that only ingestion can answer.
 */
public final class Door implements WebFilter, Ordered {

    private static final String API = "/api/v1/";
    /** Right after Spring Security, which stands at -100. */
    private static final int AFTER_SECURITY = -50;

    private final RoutingTable table;
    private final DoorLimits limits;
    private final ApiCheck apiCheck;
    private final Forwarding forwarding;
    private final CollectorDoor collectorDoor;

    public Door(
            RoutingTable table,
            DoorLimits limits,
            ApiCheck apiCheck,
            Forwarding forwarding,
            CollectorDoor collectorDoor) {
        this.table = table;
        this.limits = limits;
        this.apiCheck = apiCheck;
        this.forwarding = forwarding;
        this.collectorDoor = collectorDoor;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getURI().getRawPath();
        var found = table.find(path);
        if (found.isEmpty()) {
            return path.startsWith(API)
                    ? Mono.error(new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this path."))
                    : chain.filter(exchange);
        }
        var match = found.get();
        if (match.route().isForPages() && match.route().kind() != Kind.COLLECTOR) {
            BrowserAnswers.readable(exchange);
        }
        return switch (match.route().kind()) {
            case COLLECTOR -> collectorDoor.pass(exchange, match.route());
            case SIGNED -> signed(exchange, match);
            case API, UPLOAD -> apiCheck.admit(exchange, match).then(Mono.defer(() -> pass(exchange, chain, match)));
        };
    }

    private Mono<Void> signed(ServerWebExchange exchange, RoutingTable.Match match) {
        limits.takeForAddress(exchange.getRequest());
        return forwarding.forward(metered(exchange, Kind.SIGNED), match.route());
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, RoutingTable.Match match) {
        var metered = metered(exchange, match.route().kind());
        return match.route().upstream() == Upstream.GATEWAY
                ? chain.filter(metered)
                : forwarding.forward(metered, match.route());
    }

    private ServerWebExchange metered(ServerWebExchange exchange, Kind kind) {
        return MeteredRequest.in(exchange, limits.bodyOf(kind));
    }

    @Override
    public int getOrder() {
        return AFTER_SECURITY;
    }
}
