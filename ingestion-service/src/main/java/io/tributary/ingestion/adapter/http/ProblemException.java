package io.tributary.ingestion.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.time.Duration;
import java.util.List;

/** A request that is answered with a problem document. The message tells the caller what to change. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    // Answers are written where they are thrown: nobody sends one elsewhere.
    private final transient List<Violation> violations;
    private final Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Duration.ZERO);
    }

    public ProblemException(ProblemType type, String detail, Violation violation) {
        this(type, detail, List.of(violation), Duration.ZERO);
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations, Duration retryAfter) {
        // No stack trace: this is an answer, not a fault.
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    static ProblemException invalid(String pointer, String rule, String message) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The request breaks a rule: see violations.",
                new Violation(pointer, rule, message));
    }

    static ProblemException unknownField(String pointer) {
        return new ProblemException(
                ProblemType.UNKNOWN_FIELD,
                "Leave the field out, or correct its name.",
                new Violation(pointer, "unknown-field", "No such field is read here."));
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

    /** When to come again; zero when the answer is final. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
