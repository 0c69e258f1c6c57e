package io.tributary.identity.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.util.List;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What the framework refuses before a controller sees it, as problems with a pointer where there is one. */
final class BadRequests {

    private BadRequests() {}

    static ProblemException problemOf(ResponseStatusException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return new ProblemException(
                        ProblemType.UNKNOWN_FIELD,
                        "Leave the field out, or correct its name.",
                        List.of(new ProblemException.Violation(
                                pointer(unknown), "unknown-field", "No such field is read here.")));
            }
            if (cause instanceof DatabindException mismatch) {
                return new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The request breaks a rule: see violations.",
                        List.of(new ProblemException.Violation(
                                pointer(mismatch), "type", "The value has another type than it must have.")));
            }
            if (cause instanceof JacksonException) {
                return new ProblemException(ProblemType.MALFORMED_JSON, "Send valid JSON.");
            }
        }
        return byStatus(refusal.getStatusCode().value());
    }

    private static String pointer(JacksonException fault) {
        var pointer = new StringBuilder();
        for (var step : fault.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? String.valueOf(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static ProblemException byStatus(int status) {
        return switch (status) {
            case 404 -> new ProblemException(ProblemType.NOT_FOUND, "There is no such route.");
            case 405 -> new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Use another method.");
            case 406 -> new ProblemException(ProblemType.NOT_ACCEPTABLE, "Accept application/json.");
            case 413 -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "Send less at once.");
            case 415 -> new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send application/json.");
            default ->
                status < 500
                        ? new ProblemException(
                                ProblemType.INVALID_REQUEST, "A parameter or the body is absent or of another type.")
                        : new ProblemException(ProblemType.INTERNAL, "Something failed on our side.");
        };
    }
}
