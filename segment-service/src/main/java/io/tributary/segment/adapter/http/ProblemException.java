package io.tributary.segment.adapter.http;

import io.tributary.contracts.problem.ProblemType;
import java.util.List;
import java.util.Objects;

/** A request that is answered with a problem document. {@code detail} tells the caller what to change. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One broken rule: a JSON pointer to the field, the rule's name, and what to change. */
    public record Violation(String pointer, String rule, String message) implements java.io.Serializable {}

    private final ProblemType type;
    private final transient List<Violation> violations;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public ProblemException(ProblemType type, String detail, List<Violation> violations) {
        // No stack trace: this is an answer, not a fault.
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    /** The same about a part of what was sent, which lies at that pointer. */
    ProblemException under(String pointer) {
        var moved = violations.stream()
                .map(it -> new Violation(pointer + it.pointer(), it.rule(), it.message()))
                .toList();
        return new ProblemException(type, Objects.requireNonNullElse(getMessage(), ""), moved);
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }
}
