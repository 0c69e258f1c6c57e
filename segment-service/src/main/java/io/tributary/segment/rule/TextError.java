package io.tributary.segment.rule;

/** Carries the first error out of the nested readers of the text; it never leaves {@link RuleText}. */
final class TextError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RuleError error;

    TextError(RuleError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    RuleError error() {
        return error;
    }
}
