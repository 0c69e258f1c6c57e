package io.tributary.gateway.adapter.http.door;

import io.tributary.gateway.adapter.http.problem.TraceId;
import io.tributary.gateway.audit.AuditEntry;
import io.tributary.gateway.audit.AuditTrail;
import io.tributary.gateway.route.RoutingTable;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Notes each call that may change something, once its answer is known; by template, never by path. */
public final class UnsafeCalls {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final AuditTrail trail;
    private final InstantSource clock;

    public UnsafeCalls(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    void watch(ServerWebExchange exchange, RoutingTable.Match match, Admitted admitted) {
        if (!SAFE.contains(exchange.getRequest().getMethod())) {
            exchange.getResponse()
                    .beforeCommit(() -> Mono.fromRunnable(() -> trail.note(entry(exchange, match, admitted))));
        }
    }

    private AuditEntry entry(ServerWebExchange exchange, RoutingTable.Match match, Admitted admitted) {
        var status = exchange.getResponse().getStatusCode();
        return new AuditEntry(
                admitted.tenant(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                admitted.caller().account(),
                exchange.getRequest().getMethod() + " " + match.route().template(),
                match.target().orElse(""),
                status == null ? "200" : Integer.toString(status.value()),
                TraceId.of(exchange),
                match.route().upstream().label());
    }
}
