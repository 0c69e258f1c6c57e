package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.segment.adapter.http.ProblemException.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Names what is wrong with a request that the framework refused: the field, the rule, and what to change. */
final class BadRequests {

    private BadRequests() {}

    static ProblemException translate(ResponseStatusException refusal) {
        return switch (refusal.getStatusCode().value()) {
            case 400 -> malformed(refusal);
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is nothing at this path.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "See the API document for the methods.");
            case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Send a smaller body.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default -> new ProblemException(ProblemType.INVALID_REQUEST, "The request cannot be served as it is.");
        };
    }

    private static ProblemException malformed(ResponseStatusException refusal) {
        return switch (jacksonCause(refusal)) {
            case UnrecognizedPropertyException unknown ->
                new ProblemException(
                        ProblemType.UNKNOWN_FIELD,
                        "Remove the field or correct its spelling.",
                        List.of(new Violation(pointer(unknown), "unknown-field", "nobody reads this field")));
            case StreamReadException _ ->
                new ProblemException(ProblemType.MALFORMED_JSON, "Send a body that is valid JSON.");
            case DatabindException mismatch ->
                new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "Correct the field's type.",
                        List.of(new Violation(pointer(mismatch), "type", "the value has another type")));
            case null, default ->
                new ProblemException(ProblemType.INVALID_REQUEST, "Correct the body or the parameters of the call.");
        };
    }

    private static @Nullable Throwable jacksonCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException) {
                return cause;
            }
        }
        return null;
    }

    private static String pointer(JacksonException failure) {
        var pointer = new StringBuilder();
        for (var step : failure.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
