package io.tributary.gateway.adapter.http.door;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.access.Caller;
import io.tributary.gateway.access.Role;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import org.springframework.web.server.ServerWebExchange;

/**
 * A caller whom the door let through.
 *
 * @param tenant the tenant's key; {@code _} for an administrator of the installation
 */
public record Admitted(String tenant, Caller caller) {

    private static final String ATTRIBUTE = Admitted.class.getName();

    /** Whoever the door admitted; a route behind the door always has one. */
    public static Admitted of(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ATTRIBUTE);
    }

    /** The admitted admin of a tenant; other roles are refused. */
    public static Admitted adminOf(ServerWebExchange exchange) {
        var admitted = of(exchange);
        if (!admitted.caller().roles().contains(Role.ADMIN)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only an admin of the tenant may do this.");
        }
        return admitted;
    }

    void remember(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }
}
