package io.tributary.activation.fault;

/** The database refuses what it was given; repeating the same call cannot help. */
public final class StoreRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreRefused(Throwable cause) {
        super("the database refuses a statement", cause);
    }
}
