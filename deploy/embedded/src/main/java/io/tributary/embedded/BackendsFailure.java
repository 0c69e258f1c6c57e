package io.tributary.embedded;

/** Servers could not be prepared, started or stopped; the message says what to do or holds the end of the log. */
public final class BackendsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackendsFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
