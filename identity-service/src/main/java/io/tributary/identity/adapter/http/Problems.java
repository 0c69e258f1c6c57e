package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.identity.graph.StoreUnavailable;
import java.util.LinkedHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place that turns what went wrong into a problem document (RFC 9457), without a word of a library. */
@Order(-2)
public final class Problems implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "2";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        return exchange.getResponse().isCommitted() ? Mono.error(fault) : write(exchange, problemOf(exchange, fault));
    }

    /** Answers with a problem of that type. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, new ProblemException(type, detail));
    }

    private static ProblemException problemOf(ServerWebExchange exchange, Throwable fault) {
        return switch (fault) {
            case ProblemException problem -> problem;
            case StoreUnavailable _, RejectedExecutionException _ ->
                new ProblemException(
                        ProblemType.STORE_UNAVAILABLE, "The store does not answer now: send the call again.");
            case ResponseStatusException status -> BadRequests.problemOf(status);
            default -> {
                LOG.error("request failed, trace {}", TraceId.of(exchange), fault);
                yield new ProblemException(ProblemType.INTERNAL, "It was logged under the trace id.");
            }
        };
    }

    private Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        var type = problem.type();
        var traceId = TraceId.of(exchange);
        var document = new LinkedHashMap<String, Object>();
        document.put("type", type.uri().toString());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", String.valueOf(problem.getMessage()));
        document.put("traceId", traceId);
        document.put("violations", problem.violations());
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(type.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set("X-Trace-Id", traceId);
        switch (type.status()) {
            case 401 -> response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case 429, 503 -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            default -> {}
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(document))));
    }
}
