package io.tributary.checker;

/** There is no verdict: the ledger or the store cannot be read. The message says what to do about it. */
final class CannotCheck extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotCheck(String message) {
        super(message);
    }

    CannotCheck(String message, Throwable cause) {
        super(message, cause);
    }
}
