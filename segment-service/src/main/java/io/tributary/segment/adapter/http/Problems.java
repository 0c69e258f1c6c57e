package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.preview.RuleTooLarge;
import io.tributary.segment.store.BrokerUnavailable;
import io.tributary.segment.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place that turns what went wrong into a problem document. Nothing of ours or of a library's inside reaches
 * the client; what nobody expected is logged once, with the trace id that the client was given.
 */
@Component
@Order(-2)
public final class Problems implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "2";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return write(exchange, translate(exchange, failure));
    }

    public Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, new ProblemException(type, detail));
    }

    private ProblemException translate(ServerWebExchange exchange, Throwable failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal;
            case StoreUnavailable _ ->
                new ProblemException(ProblemType.STORE_UNAVAILABLE, "A store does not answer. Repeat the call later.");
            case BrokerUnavailable _ ->
                new ProblemException(ProblemType.BROKER_UNAVAILABLE, "The event log does not answer. Repeat later.");
            case RuleTooLarge refusal -> new ProblemException(ProblemType.INVALID_RULE, refusal.reason());
            case ResponseStatusException refusal -> BadRequests.translate(refusal);
            default -> unexpected(exchange, failure);
        };
    }

    private static ProblemException unexpected(ServerWebExchange exchange, Throwable failure) {
        LOG.error("request failed traceId={}", TraceId.of(exchange), failure);
        return new ProblemException(ProblemType.INTERNAL, "The call failed on our side; quote the traceId.");
    }

    private Mono<Void> write(ServerWebExchange exchange, ProblemException refusal) {
        var traceId = TraceId.of(exchange);
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(refusal.type().status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set("X-Trace-Id", traceId);
        switch (refusal.type().status()) {
            case 401 -> response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case 429, 503 -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            default -> {}
        }
        var body = json.writeValueAsBytes(Problem.of(refusal, traceId));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
