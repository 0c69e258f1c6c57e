package io.tributary.remains;

/** A store could not be searched to its end, so that nothing can be said about it. */
final class CannotSearch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotSearch(String message) {
        super(message);
    }

    CannotSearch(String message, Throwable cause) {
        super(message, cause);
    }
}
