package io.tributary.gateway.adapter.http.problem;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.fault.IdentityProviderUnavailable;
import io.tributary.gateway.fault.StoreUnavailable;
import io.tributary.gateway.tenant.Violation;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Decides which problem a failure is. */
final class ProblemOf {

    private ProblemOf() {}

    static ProblemException failure(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case StoreUnavailable _ -> problem(ProblemType.STORE_UNAVAILABLE, "Send the request again a little later.");
            // Too many calls wait for the store already.
            case RejectedExecutionException _ ->
                problem(ProblemType.STORE_UNAVAILABLE, "Send the request again a little later.");
            case IdentityProviderUnavailable _ ->
                problem(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE, "Send the same request again: it continues.");
            case AuthenticationServiceException _ ->
                problem(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE, "The token cannot be checked now; send it again.");
            case MethodNotAllowedException _ ->
                problem(ProblemType.METHOD_NOT_ALLOWED, "Use one of the methods in the Allow header.");
            case NotAcceptableStatusException _ -> problem(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
            case UnsupportedMediaTypeStatusException _ ->
                problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
            case ServerWebInputException input -> ofInput(input);
            case ResponseStatusException status -> ofStatus(status);
            default -> problem(ProblemType.INTERNAL, "It is recorded under the trace id.");
        };
    }

    private static ProblemException ofStatus(ResponseStatusException status) {
        return switch (status.getStatusCode().value()) {
            case 404 -> problem(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case 413 -> problem(ProblemType.PAYLOAD_TOO_LARGE, "Send a smaller body.");
            case 504 -> problem(ProblemType.UPSTREAM_TIMEOUT, "Send the request again a little later.");
            case 503 -> problem(ProblemType.UPSTREAM_UNAVAILABLE, "Send the request again a little later.");
            default ->
                status.getStatusCode().is4xxClientError()
                        ? problem(ProblemType.INVALID_REQUEST, "The request cannot be read.")
                        : problem(ProblemType.INTERNAL, "It is recorded under the trace id.");
        };
    }

    private static ProblemException ofInput(ServerWebInputException input) {
        for (Throwable cause = input.getCause(); cause != null; cause = cause.getCause()) {
            var problem = ofCause(cause);
            if (problem != null) {
                return problem;
            }
        }
        return problem(ProblemType.INVALID_REQUEST, "The body or a parameter is missing or cannot be read.");
    }

    private static @Nullable ProblemException ofCause(Throwable cause) {
        return switch (cause) {
            case ProblemException problem -> problem;
            case DataBufferLimitException _ -> problem(ProblemType.PAYLOAD_TOO_LARGE, "Send a smaller body.");
            case UnrecognizedPropertyException unknown ->
                new ProblemException(
                        ProblemType.UNKNOWN_FIELD,
                        "Leave the field out or correct its name.",
                        List.of(new Violation(pointer(unknown), "UNKNOWN_FIELD", "Nobody reads this field.")));
            case StreamReadException _ -> problem(ProblemType.MALFORMED_JSON, "Send one complete JSON document.");
            case JacksonException mismatch ->
                ProblemException.invalid(
                        pointer(mismatch), "TYPE", "The value is missing or of another type than this field has.");
            default -> null;
        };
    }

    private static String pointer(JacksonException failure) {
        return failure.getPath().stream()
                .map(it -> it.getPropertyName() == null
                        ? Integer.toString(it.getIndex())
                        : it.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static ProblemException problem(ProblemType type, String detail) {
        return new ProblemException(type, detail);
    }
}
