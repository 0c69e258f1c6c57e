package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.route.Kind;
import io.tributary.gateway.route.PublicRoute;
import io.tributary.gateway.route.RoutingTable;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The short way of collector requests: past Spring's firewall and the limits, and not through the chains of Spring Security,
 * which have nothing to decide about them. Only a path of plain words and a usual method come this way; any other spelling
 * goes the ordinary one, through {@link Door}.
 */
public final class CollectorDoor implements WebFilter, Ordered {

    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.OPTIONS);

    private final RoutingTable table;
    private final DoorLimits limits;
    private final Forwarding forwarding;
    private final CollectorTimes times;
    private final Firewall firewall;

    public CollectorDoor(
            RoutingTable table, DoorLimits limits, Forwarding forwarding, CollectorTimes times, Firewall firewall) {
        this.table = table;
        this.limits = limits;
        this.forwarding = forwarding;
        this.times = times;
        this.firewall = firewall;
    }

    /** Whether the request is taken, and timed, here. */
    public static boolean takes(ServerHttpRequest request, RoutingTable table) {
        var path = request.getURI().getRawPath();
        return METHODS.contains(request.getMethod())
                && isPlain(path)
                && table.collectorRoute(path).isPresent();
    }

    /** Nothing that a firewall could ask about: no dots, no escapes, no parameters, no empty words. */
    private static boolean isPlain(String path) {
        char before = 'x';
        for (int i = 0; i < path.length(); i++) {
            char here = path.charAt(i);
            boolean word = isWord(here);
            if (!word && (here != '/' || before == '/')) {
                return false;
            }
            before = here;
        }
        return true;
    }

    private static boolean isWord(char here) {
        return (here >= 'a' && here <= 'z')
                || (here >= 'A' && here <= 'Z')
                || (here >= '0' && here <= '9')
                || here == '_'
                || here == '-';
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getURI().getRawPath();
        var route = METHODS.contains(request.getMethod()) && isPlain(path)
                ? table.collectorRoute(path).orElse(null)
                : null;
        if (route == null) {
            return chain.filter(exchange);
        }
        var timing = times.begin(exchange, route);
        return timing.until(firewall.pass(exchange, it -> pass(it, route)));
    }

    /** Checks what can be checked without the body, and hands the request on. */
    Mono<Void> pass(ServerWebExchange exchange, PublicRoute route) {
        if (route.isForPages()) {
            BrowserAnswers.readable(exchange);
        }
        limits.takeForAddress(exchange.getRequest());
        var key = WriteKeys.in(exchange.getRequest());
        if (key != null) {
            DoorLimits.take(limits.perWriteKey(), key);
        }
        return forwarding.forward(MeteredRequest.in(exchange, limits.bodyOf(Kind.COLLECTOR)), route);
    }

    /** Right after the filter that gives the trace id. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
