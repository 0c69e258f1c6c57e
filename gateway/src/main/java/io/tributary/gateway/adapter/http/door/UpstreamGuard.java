package io.tributary.gateway.adapter.http.door;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.adapter.http.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Breaker and time limit of one service, until its response starts: what streams afterwards is not cut. Answers pass
 * unchanged; only those that say "unavailable" count as failures, never a caller's mistake or a single bug.
 */
final class UpstreamGuard implements GatewayFilter, Ordered {

    private static final Set<HttpStatus> FAILURES =
            Set.of(HttpStatus.BAD_GATEWAY, HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.GATEWAY_TIMEOUT);
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final CircuitBreaker breaker;
    private final Duration timeout;
    private final Duration wholeTimeout;
    private final Deadlines deadlines;

    UpstreamGuard(CircuitBreaker breaker, Duration timeout, Duration wholeTimeout, Deadlines deadlines) {
        this.breaker = breaker;
        this.timeout = timeout;
        this.wholeTimeout = wholeTimeout;
        this.deadlines = deadlines;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!breaker.tryAcquirePermission()) {
            return Mono.error(unavailable());
        }
        long start = breaker.getCurrentTimestamp();
        return chain.filter(exchange)
                .timeout(tooLate(exchange), Mono.error(TimeoutException::new))
                .doOnSuccess(_ -> answered(exchange.getResponse().getStatusCode(), start))
                .doOnCancel(breaker::releasePermission)
                .onErrorMap(failure -> failed(failure, start));
    }

    /** The clock of the service starts when it has the whole request: a slow caller is not a slow service. */
    private Mono<Long> tooLate(ServerWebExchange exchange) {
        return Mono.firstWithSignal(
                MeteredRequest.bodyOf(exchange).then(deadlines.in(timeout)), deadlines.in(wholeTimeout));
    }

    private void answered(@Nullable HttpStatusCode status, long start) {
        long took = breaker.getCurrentTimestamp() - start;
        if (status instanceof HttpStatus known && FAILURES.contains(known)) {
            breaker.onError(took, breaker.getTimestampUnit(), unavailable());
        } else {
            breaker.onSuccess(took, breaker.getTimestampUnit());
        }
    }

    private Throwable failed(Throwable failure, long start) {
        var refusal = refusalIn(failure);
        if (refusal != null) {
            // The request's own fault, such as a body beyond its limit.
            breaker.releasePermission();
            return refusal;
        }
        long took = breaker.getCurrentTimestamp() - start;
        breaker.onError(took, breaker.getTimestampUnit(), failure);
        return failure instanceof TimeoutException
                ? new ProblemException(
                        ProblemType.UPSTREAM_TIMEOUT,
                        "The outcome is not known; send the request again a little later.")
                : unavailable();
    }

    private static @Nullable ProblemException refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                ProblemType.UPSTREAM_UNAVAILABLE, "Send the request again after the time given.", COME_BACK);
    }

    /** Inside the filter that writes the response, so that this one ends when the response starts. */
    @Override
    public int getOrder() {
        return 1;
    }
}
