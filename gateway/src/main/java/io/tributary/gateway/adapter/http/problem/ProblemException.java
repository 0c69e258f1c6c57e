package io.tributary.gateway.adapter.http.problem;

import io.tributary.contracts.problem.ProblemType;
import io.tributary.gateway.tenant.Violation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem document. The message tells the caller what to change. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations) {
        this(type, detail, violations, null);
    }

    public ProblemException(ProblemType type, String detail, Duration retryAfter) {
        this(type, detail, List.of(), retryAfter);
    }

    private ProblemException(
            ProblemType type, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        // No stack trace: this is an answer, not a fault.
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "Change what the violations name.", violations);
    }

    public static ProblemException invalid(String pointer, String rule, String message) {
        return invalid(List.of(new Violation(pointer, rule, message)));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** When a caller may come back; null leaves it to the type of the problem. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
