package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.util.List;

/** The wire form of a problem (RFC 9457) with our two extensions, {@code traceId} and {@code violations}. */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String traceId,
        List<ProblemException.Violation> violations) {

    static Problem of(ProblemException refusal, String traceId) {
        var type = refusal.type();
        return new Problem(
                type.uri().toString(), type.title(), type.status(), detail(refusal), traceId, refusal.violations());
    }

    static Problem of(ProblemType type, String detail, String traceId) {
        return of(new ProblemException(type, detail), traceId);
    }

    private static String detail(ProblemException refusal) {
        var message = refusal.getMessage();
        return message == null ? refusal.type().title() : message;
    }
}
