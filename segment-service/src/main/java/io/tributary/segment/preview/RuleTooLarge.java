package io.tributary.segment.preview;

/** A rule has too many nodes once the rules of the segments that it refers to are written into it. */
public final class RuleTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    RuleTooLarge(int most) {
        this("With the rules of the segments that it refers to, the rule has more than " + most + " nodes.");
    }

    private RuleTooLarge(String reason) {
        // No stack trace: this is an answer, not a fault.
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
