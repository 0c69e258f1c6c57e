package io.tributary.gateway.adapter.http.problem;

import io.tributary.contracts.problem.ProblemType;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error as a problem document: refusals as they are, faults as 503, and the rest as 500 that is logged once
 * under its trace id. No class name or library message reaches the caller.
 */
public final class Problems implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final JsonMapper json;
    private final InstantSource clock;

    public Problems(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        var problem = ProblemOf.failure(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            LOG.error("request {} failed", TraceId.of(exchange), failure);
        }
        if (failure instanceof MethodNotAllowedException refused) {
            exchange.getResponse().getHeaders().setAllow(refused.getSupportedMethods());
        }
        return write(exchange, problem);
    }

    public Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, new ProblemException(type, detail));
    }

    private Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        var response = exchange.getResponse();
        var type = problem.type();
        response.setStatusCode(HttpStatus.valueOf(type.status()));
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.set(TraceId.ANSWER_HEADER, TraceId.of(exchange));
        boolean slowDown = type.status() == HttpStatus.TOO_MANY_REQUESTS.value();
        if (slowDown || type.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            long seconds = seconds(problem);
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            if (slowDown) {
                // Epoch milliseconds: Segment's node client before 3.0 reads nothing else, and takes no Retry-After.
                headers.set(
                        "X-RateLimit-Reset",
                        Long.toString(clock.instant().plusSeconds(seconds).toEpochMilli()));
            }
        }
        byte[] body = json.writeValueAsBytes(new ProblemDocument(
                type.uri().toString(),
                type.title(),
                type.status(),
                problem.detail(),
                TraceId.of(exchange),
                problem.violations()));
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Whole seconds, at least one: clients read the header as an integer. */
    private static long seconds(ProblemException problem) {
        var given = problem.retryAfter();
        var wait = given == null ? COME_BACK : given;
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
