package io.tributary.gateway.adapter.http.problem;

import io.tributary.contracts.problem.ProblemType;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers requests that Spring Security's firewall stops, such as paths with {@code //} or {@code ..}, as a problem. */
public final class RefusedExchanges implements ServerExchangeRejectedHandler {

    private final Problems problems;

    public RefusedExchanges(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException refusal) {
        return problems.write(
                exchange, ProblemType.INVALID_REQUEST, "The path or a header holds characters that are not read here.");
    }
}
