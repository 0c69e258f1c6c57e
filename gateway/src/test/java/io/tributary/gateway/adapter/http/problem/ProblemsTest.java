package io.tributary.gateway.adapter.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.fault.IdentityProviderUnavailable;
import io.tributary.gateway.fault.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00.500Z");

    private final Problems problems = new Problems(new JsonMapper(), InstantSource.fixed(NOW));

    private MockServerWebExchange answerTo(Throwable failure) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/tenants")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
        problems.handle(exchange, failure).block();
        return exchange;
    }

    static Stream<Arguments> failures() {
        var cause = new IllegalStateException("jdbc:postgresql://secret-host");
        return Stream.of(
                golden(
                        new StoreUnavailable(cause),
                        "store-unavailable",
                        "A store does not answer now",
                        503,
                        "Send the request again a little later."),
                golden(
                        new RejectedExecutionException("secret-host"),
                        "store-unavailable",
                        "A store does not answer now",
                        503,
                        "Send the request again a little later."),
                golden(
                        new IdentityProviderUnavailable(cause),
                        "identity-provider-unavailable",
                        "The identity provider does not answer now",
                        503,
                        "Send the same request again: it continues."),
                golden(
                        new AuthenticationServiceException("secret-host"),
                        "identity-provider-unavailable",
                        "The identity provider does not answer now",
                        503,
                        "The token cannot be checked now; send it again."),
                golden(
                        new MethodNotAllowedException(HttpMethod.PATCH, Set.of(HttpMethod.GET)),
                        "method-not-allowed",
                        "The method is not offered here",
                        405,
                        "Use one of the methods in the Allow header."),
                golden(
                        new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)),
                        "not-acceptable",
                        "No representation fits the Accept header",
                        406,
                        "Accept application/json."),
                golden(
                        new UnsupportedMediaTypeStatusException("secret-host"),
                        "unsupported-media-type",
                        "The content type is not read here",
                        415,
                        "Send the body as application/json."),
                golden(
                        new ServerWebInputException("secret-host"),
                        "invalid-request",
                        "The request breaks a rule",
                        400,
                        "The body or a parameter is missing or cannot be read."),
                golden(
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "secret-host"),
                        "not-found",
                        "Not found",
                        404,
                        "There is nothing at this path."),
                golden(
                        new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT),
                        "upstream-timeout",
                        "The service behind the gateway took too long",
                        504,
                        "Send the request again a little later."),
                golden(
                        new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE),
                        "upstream-unavailable",
                        "The service behind the gateway does not answer now",
                        503,
                        "Send the request again a little later."),
                golden(
                        new IllegalStateException("secret-host"),
                        "internal",
                        "Something failed on our side",
                        500,
                        "It is recorded under the trace id."));
    }

    private static Arguments golden(Throwable failure, String type, String title, int status, String detail) {
        var body = "{\"type\":\"urn:cdp:problem:" + type + "\",\"title\":\"" + title + "\",\"status\":" + status
                + ",\"detail\":\"" + detail + "\",\"traceId\":\"" + TRACE + "\",\"violations\":[]}";
        return Arguments.of(failure, status, body);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void answersEachFailureWithItsDocument(Throwable failure, int status, String body) {
        var answer = answerTo(failure).getResponse();

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.valueOf(status));
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getHeaders().getFirst("X-Trace-Id")).isEqualTo(TRACE);
        assertThat(answer.getBodyAsString().block()).isEqualTo(body);
        assertThat(answer.getHeaders().containsHeader("Retry-After")).isEqualTo(status == 503);
    }

    @Test
    void saysWhenToComeBackInWholeSeconds() {
        var soon = answerTo(new ProblemException(ProblemType.RATE_LIMITED, "Slow down.", Duration.ofMillis(3)));
        var later = answerTo(new ProblemException(ProblemType.RATE_LIMITED, "Slow down.", Duration.ofMillis(1200)));

        assertThat(soon.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(later.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("2");
        assertThat(later.getResponse().getHeaders().getFirst("X-RateLimit-Reset"))
                .as("epoch milliseconds of the same moment")
                .isEqualTo(Long.toString(NOW.plusSeconds(2).toEpochMilli()));
    }

    @Test
    void namesTheAllowedMethods() {
        var exchange = answerTo(new MethodNotAllowedException(HttpMethod.PATCH, Set.of(HttpMethod.GET)));

        assertThat(exchange.getResponse().getHeaders().getAllow()).containsExactly(HttpMethod.GET);
    }

    @Test
    void makesATraceIdForWhoeverSentNone() {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/").header("traceparent", "nonsense"));

        var id = TraceId.of(exchange);

        assertThat(id).matches("[0-9a-f]{32}").isEqualTo(TraceId.of(exchange));
    }
}
