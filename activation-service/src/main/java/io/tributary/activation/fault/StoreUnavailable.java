package io.tributary.activation.fault;

/** The database does not answer now; the same call may succeed later. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the database does not answer now", cause);
    }
}
