package io.tributary.gateway.adapter.http.problem;

import io.tributary.gateway.tenant.Violation;
import java.util.List;

/** The body of every error that the gateway itself answers (RFC 9457 with the suite's two extensions). */
record ProblemDocument(
        String type, String title, int status, String detail, String traceId, List<Violation> violations) {}
