package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.ingestion.fault.BrokerUnavailable;
import io.tributary.ingestion.fault.StoreRefused;
import io.tributary.ingestion.fault.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Every refused request as a problem document (RFC 9457), from one place, without a word of a library. */
@Order(-2)
public final class Problems implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration RETRY_AFTER_FAULT = Duration.ofSeconds(2);

    private final JsonMapper json;
    private final Clock realClock;

    public Problems(JsonMapper json, Clock realClock) {
        this.json = json;
        this.realClock = realClock;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable fault) {
        return exchange.getResponse().isCommitted() ? Mono.error(fault) : write(exchange, problemOf(exchange, fault));
    }

    /** Answers with a problem of that type. */
    public Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, new ProblemException(type, detail));
    }

    private ProblemException problemOf(ServerWebExchange exchange, Throwable fault) {
        return switch (fault) {
            case ProblemException problem -> problem;
            case BrokerUnavailable _, RejectedExecutionException _ ->
                retryLater(ProblemType.BROKER_UNAVAILABLE, "The event log cannot take the write now: send it again.");
            case StoreRefused _ ->
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "A value of the request cannot be kept: leave NUL (U+0000) and lone surrogates out.");
            case StoreUnavailable _ ->
                retryLater(ProblemType.STORE_UNAVAILABLE, "The store does not answer now: send it again.");
            case WebExchangeBindException binding ->
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The request breaks a rule: see violations.",
                        binding.getFieldErrors().stream()
                                .map(it -> new Violation(
                                        "/" + it.getField().replace('.', '/'),
                                        String.valueOf(it.getCode()),
                                        String.valueOf(it.getDefaultMessage())))
                                .toList(),
                        Duration.ZERO);
            case ServerWebInputException input -> inputProblem(input);
            case ResponseStatusException status -> statusProblem(status.getStatusCode());
            default -> {
                LOG.error("request failed, trace {}", TraceId.of(exchange), fault);
                yield new ProblemException(ProblemType.INTERNAL, "It was logged under the trace id.");
            }
        };
    }

    private static ProblemException retryLater(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), RETRY_AFTER_FAULT);
    }

    private static ProblemException inputProblem(ServerWebInputException input) {
        for (Throwable cause = input; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return new ProblemException(
                        ProblemType.UNKNOWN_FIELD,
                        "Leave the field out, or correct its name.",
                        new Violation(pointer(unknown.getPath()), "unknown-field", "No such field is read here."));
            }
            if (cause instanceof tools.jackson.databind.DatabindException mismatch) {
                return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The request breaks a rule: see violations.",
                        new Violation(
                                pointer(mismatch.getPath()), "type", "The value has another type than it must have."));
            }
            if (cause instanceof JacksonException) {
                return new ProblemException(ProblemType.MALFORMED_JSON, "Send valid JSON.");
            }
        }
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "A parameter or the body is absent or has another type than it must have.");
    }

    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            var name = step.getPropertyName();
            pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static ProblemException statusProblem(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is no such route.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Use another method.");
            case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Send less at once.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default ->
                status.is4xxClientError()
                        ? new ProblemException(ProblemType.INVALID_REQUEST, "The request cannot be read.")
                        : new ProblemException(ProblemType.INTERNAL, "Something failed on our side.");
        };
    }

    private Mono<Void> write(ServerWebExchange exchange, ProblemException problem) {
        var type = problem.type();
        var traceId = TraceId.of(exchange);
        var document = new LinkedHashMap<String, Object>();
        document.put("type", type.uri().toString());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", problem.detail());
        document.put("traceId", traceId);
        document.put("violations", problem.violations());
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(type.status()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().set("X-Trace-Id", traceId);
        if (type.status() == 401) {
            response.getHeaders()
                    .set(
                            HttpHeaders.WWW_AUTHENTICATE,
                            exchange.getRequest().getPath().value().startsWith("/api/")
                                    ? "Bearer"
                                    : "Basic realm=\"write key\"");
        }
        if (problem.retryAfter().isPositive()) {
            long seconds = Math.max(1, problem.retryAfter().plusMillis(999).toSeconds());
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            if (type.status() == 429) {
                // Epoch milliseconds: Segment's node client before 3.0 reads nothing else, and takes no Retry-After.
                long reset = realClock.instant().plusSeconds(seconds).toEpochMilli();
                response.getHeaders().set("X-RateLimit-Reset", Long.toString(reset));
            }
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(document))));
    }
}
